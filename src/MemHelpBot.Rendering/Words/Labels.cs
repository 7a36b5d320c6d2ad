using MemHelpBot.Answers.Model;

namespace MemHelpBot.Rendering.Words;

/// <summary>The words that renderers add around an answer, in its language. The answer's own text comes from the corpus.</summary>
internal sealed record Labels(
    string Verdict, string Commands, string FurtherCommands, string MoreCommands, string Questions, string Sources, string Notes, string Facts, string Lines, string Pictures,
    string ForAdministrator, string Warning, string Colon, string Fact, string Value, string Line, string Derived, string MoreFacts, string Message,
    string Report, string Incident, string Made, string Source, string For, string Against, string Missing, string Causes,
    string Summary, string Timeline, string Time, string Host, string Kind, string Event, string Taken, string Action, string By, string Result, string Paste, string Left, string Unfold,
    IReadOnlyDictionary<string, string> Terms)
{
    /// <summary>The word for an id of the contract (verdict, kind, risk, role, match); the id itself when there is none.</summary>
    public string Term(string id) => Terms.GetValueOrDefault(id, id);

    /// <summary>A remark in parentheses behind a word, with the punctuation of the language.</summary>
    public string Aside(string text) => Colon == "：" ? $"（{text}）" : $" ({text})";

    /// <summary>What stands between things of a list that hold commas themselves.</summary>
    public string Semicolon => Colon == "：" ? "；" : "; ";

    /// <summary>How long a change stays, as it follows the role; empty for what changes nothing.</summary>
    public string Lasting(AnswerAction action) => action.Lasts is { } lasts ? " · " + Term(lasts) : "";

    /// <summary>The labels of a language; English for any but zh and pl.</summary>
    public static Labels In(string language) => language switch { "zh" => LabelsZh.All, "pl" => LabelsPl.All, _ => LabelsEn.All };
}
