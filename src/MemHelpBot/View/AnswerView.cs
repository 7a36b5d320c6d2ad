using System.Text.Json;
using System.Text.Json.Serialization;
using MemHelpBot.Answers.Model;

namespace MemHelpBot.View;

/// <summary>What the page draws: the answer with its sections, names of causes and units of facts, which the answer object lacks.</summary>
/// <param name="Language">Language of the answer.</param>
/// <param name="Incidents">What went wrong.</param>
/// <param name="Sections">What a person reads, in order.</param>
/// <param name="Causes">Judged causes, the primary one first.</param>
/// <param name="Actions">Commands in the order to run them.</param>
/// <param name="Letter">A text for the administrators, or null.</param>
/// <param name="Questions">Most decisive first.</param>
/// <param name="Sources">Documents cited or offered.</param>
/// <param name="Warnings">What is to be known first.</param>
/// <param name="Facts">Facts in the order told; at most <see cref="AnswerViews.MostFacts"/>, those of cited lines kept before others.</param>
/// <param name="FactCount">How many facts there are in all.</param>
/// <param name="Wording">That a language model worded sentences, in the answer's language; null when none did.</param>
internal sealed record AnswerView(
    string Language,
    IReadOnlyList<IncidentView> Incidents,
    IReadOnlyList<AnswerSection> Sections,
    IReadOnlyList<AnswerCause> Causes,
    IReadOnlyList<AnswerAction> Actions,
    AnswerLetter? Letter,
    IReadOnlyList<AnswerQuestion> Questions,
    IReadOnlyList<AnswerSource> Sources,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<FactView> Facts,
    int FactCount,
    string? Wording);

/// <summary>An incident with its lines.</summary>
internal sealed record IncidentView(int Index, string Kind, int Message, int FirstLine, int LastLine, string? Time, string? Host);

/// <summary>A fact for the table.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Meaning">What it means, in English.</param>
/// <param name="Unit">Unit of a number, as <see cref="Facts.FactUnit"/> names it.</param>
/// <param name="Value">The value: a number, a text (also an integer that a double cannot hold), a flag or a list.</param>
/// <param name="Incident">Its incident, or null.</param>
/// <param name="Lines">The lines it stands on, as citations; at most 12.</param>
/// <param name="Cited">Whether the answer cites one of its lines.</param>
/// <param name="Formula">How it was derived, or null.</param>
internal sealed record FactView(
    string Name, string Meaning, string Unit, [property: JsonConverter(typeof(RawValue))] Facts.FactValue Value,
    int? Incident, IReadOnlyList<string> Lines, bool Cited, string? Formula);

/// <summary>A part of the turn and the lines of it that the part takes up.</summary>
/// <param name="Name">File name, or null for the typed text.</param>
/// <param name="FirstLine">Its first line in the turn, 1-based.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Notices">What had to be said about its bytes.</param>
internal sealed record PartView(string? Name, int FirstLine, int Lines, IReadOnlyList<NoticeView> Notices);

/// <summary>Something about a part as a whole.</summary>
internal sealed record NoticeView(string Id, string Text);

/// <summary>Writes a fact's value in JSON's own types.</summary>
internal sealed class RawValue : JsonConverter<Facts.FactValue>
{
    private const long Exact = 1L << 53;

    /// <inheritdoc/>
    public override Facts.FactValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Views are written, never read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Facts.FactValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case Facts.FactValueKind.Integer when value.Integer is > -Exact and < Exact:
                writer.WriteNumberValue(value.Integer.Value);
                break;
            case Facts.FactValueKind.Real:
                writer.WriteNumberValue(value.Number!.Value);
                break;
            case Facts.FactValueKind.Flag:
                writer.WriteBooleanValue(value.Flag!.Value);
                break;
            case Facts.FactValueKind.Integers:
                writer.WriteStartArray();
                foreach (var number in value.Integers!)
                    writer.WriteNumberValue(number);
                writer.WriteEndArray();
                break;
            case Facts.FactValueKind.Texts:
                writer.WriteStartArray();
                foreach (var text in value.Texts!)
                    writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            case Facts.FactValueKind.Tasks:
                writer.WriteStartArray();
                foreach (var task in value.Tasks!)
                {
                    writer.WriteStartObject();
                    writer.WriteString("comm", task.Comm);
                    writer.WriteNumber("pid", task.Pid);
                    writer.WriteNumber("rssKb", task.RssKb);
                    writer.WriteNumber("count", task.Count);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
