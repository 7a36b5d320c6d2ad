using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering;

/// <summary>
/// The answer as machines read it: one JSON object, as laid down in <c>docs/answer.md</c>. What is not known is left out,
/// but for the address of a source, which is null. Not meant for embedding in HTML: only control characters and quotes are escaped.
/// </summary>
public static class AnswerJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object as text, without a line end after it.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="file">Name of the file it answers; null when there was only one.</param>
    /// <param name="indented">Over several lines; else on exactly one.</param>
    public static string Of(Answer answer, string? file = null, bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        Write(buffer, answer, file, indented);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the object as UTF-8.</summary>
    public static void Write(IBufferWriter<byte> into, Answer answer, string? file = null, bool indented = true)
    {
        using var json = new Utf8JsonWriter(into, indented ? Indented : OneLine);
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        if (file is not null)
            json.WriteString("file", file);
        json.WriteString("language", answer.Language);
        WriteIncidents(json, answer.Incidents);
        json.WriteStartArray("facts");
        foreach (var fact in answer.Facts.All)
            FactJson.Write(json, fact);
        json.WriteEndArray();
        WriteTexts(json, "signatures", answer.Signatures);
        WriteCauses(json, answer.Causes);
        json.WriteStartObject("answer");
        json.WriteString("text", answer.Markdown);
        WriteClaims(json, "claims", answer.Claims);
        json.WriteEndObject();
        WriteActions(json, answer.Actions);
        if (answer.Letter is { } letter)
        {
            json.WriteStartObject("letter");
            json.WriteString("title", letter.Title);
            json.WriteString("text", letter.Text);
            WriteClaims(json, "claims", letter.Claims);
            WriteTexts(json, "actions", [.. letter.Actions.Select(a => a.Id)]);
            json.WriteEndObject();
        }

        WriteQuestions(json, "questions", answer.Questions);
        WriteSources(json, answer.Sources);
        WriteTexts(json, "warnings", answer.Warnings);
        if (answer.Wording is { } wording)
        {
            json.WriteStartObject("wording");
            json.WriteString("label", wording.Label);
            json.WriteNumber("sentences", wording.Sentences);
            json.WriteNumber("refused", wording.Refused);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteIncidents(Utf8JsonWriter json, IReadOnlyList<Incident> incidents)
    {
        json.WriteStartArray("incidents");
        foreach (var incident in incidents)
        {
            json.WriteStartObject();
            json.WriteNumber("index", incident.Index);
            json.WriteString("kind", incident.Kind);
            FactJson.WriteMessage(json, incident.Span.Message);
            json.WriteStartArray("lines");
            json.WriteNumberValue(incident.Span.FirstLine);
            json.WriteNumberValue(incident.Span.LastLine);
            json.WriteEndArray();
            if (incident.Time is not null)
                json.WriteString("time", incident.Time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCauses(Utf8JsonWriter json, IReadOnlyList<AnswerCause> causes)
    {
        json.WriteStartArray("causes");
        foreach (var cause in causes)
        {
            json.WriteStartObject();
            json.WriteString("id", cause.Id);
            json.WriteString("verdict", cause.Verdict);
            if (cause.Incident is { } incident)
                json.WriteNumber("incident", incident);
            WriteClaims(json, "for", cause.For);
            WriteClaims(json, "against", cause.Against);
            WriteQuestions(json, "missing", cause.Missing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClaims(Utf8JsonWriter json, string name, IEnumerable<Claim> claims)
    {
        json.WriteStartArray(name);
        foreach (var claim in claims)
        {
            json.WriteStartObject();
            json.WriteString("text", claim.Text);
            WriteTexts(json, "citations", claim.Citations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteActions(Utf8JsonWriter json, IReadOnlyList<AnswerAction> actions)
    {
        json.WriteStartArray("actions");
        foreach (var action in actions)
        {
            json.WriteStartObject();
            json.WriteString("id", action.Id);
            json.WriteString("cause", action.Cause);
            json.WriteString("kind", action.Kind);
            json.WriteString("risk", action.Risk);
            json.WriteString("run_as", action.RunAs);
            if (action.ForAdministrator)
                json.WriteBoolean("for_administrator", true);
            json.WriteString("command", action.Command);
            json.WriteString("text", action.Text);
            if (action.Warning is not null)
                json.WriteString("warning", action.Warning);
            if (action.Lasts is not null)
                json.WriteString("lasts", action.Lasts);
            if (action.Notes.Count > 0)
                WriteClaims(json, "notes", action.Notes);
            if (action.Source is not null)
                json.WriteString("documented_in", action.Source);
            WriteTexts(json, "citations", action.Citations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteQuestions(Utf8JsonWriter json, string name, IReadOnlyList<AnswerQuestion> questions)
    {
        json.WriteStartArray(name);
        foreach (var question in questions)
        {
            json.WriteStartObject();
            json.WriteString("text", question.Text);
            json.WriteString("command", question.Command);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<AnswerSource> sources)
    {
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("id", source.Id);
            json.WriteString("title", source.Title);
            json.WriteString("url", source.Url);
            json.WriteString("lang", source.Lang);
            json.WriteString("trust", source.Trust);
            json.WriteString("match", source.Match);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
