using System.Globalization;
using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Assistant.State;
using MemHelpBot.Assistant.Understanding;

namespace MemHelpBot.Assistant.Reports;

/// <summary>A conversation as a draft of a case file (schema: <c>corpus/README.md</c>), masked, for a person to review before it joins the corpus.</summary>
public static class CaseDraft
{
    private const int MostSaid = 8;
    private const int MostLines = 60;
    private const int LongestLine = 400;
    private static readonly string[] Languages = ["en", "zh", "pl"];

    /// <summary>The name of the file: its id.</summary>
    public static string IdOf(ConversationRecord record) => "draft-" + record.Key.Digest[..10];

    private const string Drafted = "REVIEW: a language model worded this section; each sentence was checked against the conversation.";

    /// <summary>The draft; null when no cause can be named, so that there is no case.</summary>
    /// <param name="assistant">Answers.</param>
    /// <param name="record">The conversation.</param>
    /// <param name="writing">Lets a model word the prose; null for none. Where it fails the deterministic sentences stand.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async ValueTask<string?> OfAsync(IAssistant assistant, ConversationRecord record, CaseWriting? writing = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assistant);
        ArgumentNullException.ThrowIfNull(record);
        var whole = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var language in Languages)
            whole[language] = (await assistant.ReplyAsync(Conversation.Of(record), new Turn("more", language), cancellationToken).ConfigureAwait(false)).Answer;
        var answer = whole["en"];
        var causes = answer.Causes.Where(c => c.Verdict is "confirmed" or "likely" && c.Id != "insufficient-evidence").Select(c => c.Id).Distinct(StringComparer.Ordinal).Take(3).ToList();
        if (causes.Count == 0)
            return null;
        var conversation = Conversation.Of(record);
        var text = new StringBuilder();
        FrontMatter(text, record, conversation, whole, causes);
        var analysis = Claims(answer, "what-happened", "why", "numbers").ToList();
        var worded = writing is null ? null : await writing.OfAsync(Title(answer), Sentences(answer, conversation, record, analysis), cancellationToken).ConfigureAwait(false);
        string Prose(string section, string otherwise) => worded?.GetValueOrDefault(section) is { } sentences ? $"{Drafted}\n\n{string.Join('\n', sentences.Select(Plain))}" : otherwise;
        Section(text, "Symptom", Prose(CaseWriting.Symptom, Said(conversation) is { Length: > 0 } said ? said : "REVIEW: say in one or two sentences what was seen."));
        Section(text, "Evidence", Fenced(CitedLines(answer, new PasteLines(conversation.Messages))));
        Section(text, "Analysis", Prose(CaseWriting.Analysis, string.Join('\n', analysis)));
        Section(text, "Resolution", Prose(CaseWriting.Resolution, Resolution(record)));
        Section(text, "Commands", Fenced([.. answer.Actions.Select(a => a.Command).Distinct(StringComparer.Ordinal)]));
        Section(text, "Corrections", "None.");
        return text.ToString();
    }

    private static void FrontMatter(StringBuilder text, ConversationRecord record, Conversation conversation, Dictionary<string, Answer> whole, List<string> causes)
    {
        var evidence = Evidence.Of(conversation);
        var environment = new EnvironmentWords(evidence.Findings.Facts, evidence.Signatures).All.Order(StringComparer.Ordinal);
        var date = record.Turns[0].Message.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var spoken = LanguageGuess.Of(conversation.Readings.SelectMany(r => r.Prose).Select(p => p.Text)) ?? conversation.Language ?? "en";
        text.Append("---\nid: ").Append(IdOf(record)).Append("\ntitle: ").Append(Quoted(Title(whole["en"])))
            .Append("\ntitles: {zh: ").Append(Quoted(Title(whole["zh"]))).Append(", pl: ").Append(Quoted(Title(whole["pl"]))).Append('}')
            .Append("\nlang: en\ncauses: [").AppendJoin(", ", causes)
            .Append("]\nsignatures: [").AppendJoin(", ", whole["en"].Signatures)
            .Append("]\nenvironment: [").AppendJoin(", ", environment.Select(Quoted))
            .Append("]\nsource:\n  title: ").Append(Quoted($"Conversation {record.Key.Digest[..10]}"))
            .Append("\n  url: unknown\n  date: ").Append(date)
            .Append("\n  lang: ").Append(spoken)
            .Append("\n  trust: site\n---\n");
    }

    private static string Title(Answer answer) => Plain(answer.Sections.FirstOrDefault(s => s.Kind == "headline")?.Claims[0].Text ?? answer.Causes[0].Name);

    /// <summary>What a model may word: English sentences, each with the section that it belongs to.</summary>
    private static List<(string Section, string Text)> Sentences(Answer answer, Conversation conversation, ConversationRecord record, List<string> analysis)
    {
        // The first message tells what was seen; what a person says after an answer tells what came of it.
        var said = conversation.Readings.SelectMany((r, i) => r.Prose.Select(p => (Section: i == 0 ? CaseWriting.Symptom : CaseWriting.Resolution, Text: Plain(p.Text)))).ToList();
        return
        [
            .. said.Where(s => s.Section == CaseWriting.Symptom && IsSentence(s.Text)).Take(MostSaid),
            .. Claims(answer, "headline", "what-happened").Select(t => (CaseWriting.Symptom, t)),
            .. analysis.Select(t => (CaseWriting.Analysis, t)),
            .. Outcome(record).Select(t => (CaseWriting.Resolution, t)),
            .. said.Where(s => s.Section == CaseWriting.Resolution && IsSentence(s.Text)).Take(MostSaid),
        ];
    }

    private static bool IsSentence(string text) => text.Count(char.IsLetter) >= 8 && text.Length <= LongestLine && LanguageGuess.Of([text]) is null or "en";

    /// <summary>The person's own words, as a quotation: the reviewer puts them into words of the corpus.</summary>
    private static string Said(Conversation conversation) => string.Join(
        '\n', conversation.Readings.SelectMany(r => r.Prose).Select(p => Plain(p.Text)).Where(t => t.Any(char.IsLetter)).Take(MostSaid).Select(t => "> " + (t.Length > LongestLine ? t[..LongestLine] : t)));

    private static List<string> CitedLines(Answer answer, PasteLines paste) =>
        [.. answer.Claims.SelectMany(c => c.Citations).Select(Citation.Parse).Where(c => c?.Line is not null).Select(c => (Message: c!.Value.Message!.Value, Line: c.Value.Line!.Value)).Distinct().Order().Take(MostLines)
            .Select(c => paste.Text(c.Message, c.Line, c.Line).ToString().TrimEnd()).Where(l => l.Length > 0).Select(l => l.Length > LongestLine ? l[..LongestLine] : l)];

    private static IEnumerable<string> Claims(Answer answer, params string[] kinds) =>
        answer.Sections.Where(s => kinds.Contains(s.Kind)).SelectMany(s => s.Claims).Select(c => Plain(c.Text)).Distinct(StringComparer.Ordinal);

    private static string Resolution(ConversationRecord record) => string.Join(
        '\n', Outcome(record).Prepend(IsSolved(record) ? "REVIEW: say which of the commands it was." : "REVIEW: the conversation does not say that it was solved."));

    /// <summary>What the person reported.</summary>
    private static IEnumerable<string> Outcome(ConversationRecord record)
    {
        var reasons = record.Ratings.Where(r => r.Reason is not null).Select(r => $"Feedback ({(r.Helpful ? "helpful" : "not helpful")}): {Plain(r.Reason!)}");
        return IsSolved(record) ? reasons.Prepend("The person reported that it works now.") : reasons;
    }

    private static bool IsSolved(ConversationRecord record) => record.Turns.Any(t => t.Answer.After.Solved);

    private static void Section(StringBuilder text, string heading, string body) => text.Append("## ").Append(heading).Append('\n').Append(body).Append('\n');

    private static string Fenced(List<string> lines)
    {
        var fence = "```";
        while (lines.Exists(l => l.Contains(fence, StringComparison.Ordinal)))
            fence += '`';
        return $"{fence}\n{string.Join('\n', lines)}\n{fence}";
    }

    /// <summary>One line; what would begin a heading or a fence does not.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim().TrimStart('#', '`', '~', '-', ' ');

    private static string Quoted(string text) => "\"" + Plain(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
