using System.CommandLine;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary>The options of every command that answers.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string> format = new("--format") { Description = "How the answer is written.", HelpName = string.Join('|', AnswerFormat.All), DefaultValueFactory = _ => AnswerFormat.Text };
    private readonly Option<bool> report = new("--report") { Description = "Write a post-mortem for a ticket: timeline, facts, causes, actions to sign; Markdown, or with --format html a page." };
    private readonly Option<bool> full = new("--long") { Description = "Text: everything, not only the headline, the first reasons, commands and question." };
    private readonly Option<string> lang = new("--lang") { Description = "Language of the answer; auto takes that of your words.", HelpName = "auto|en|zh|pl", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> role = new("--role") { Description = "What you may do there: commands beyond it are marked as to be passed on.", HelpName = "user|root|cluster-admin", DefaultValueFactory = _ => "user" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
    private readonly Option<string> color = new("--color") { Description = "Colour in text; auto: on a terminal, unless NO_COLOR is set.", HelpName = "auto|always|never", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> wording = new("--wording") { Description = "With a language model set: auto shows the answer at once and on a terminal the model's wording after it; plain asks no model; model waits and shows its wording only.", HelpName = "auto|plain|model", DefaultValueFactory = _ => ImprovedReplies.Auto };
    private readonly Option<string?> corpus = PlaceOptions.Corpus();
    private readonly Option<string?> data = PlaceOptions.Data();

    /// <summary>Adds the options to a command; a chat is always text on standard output.</summary>
    public void AddTo(Command command, bool chat = false)
    {
        format.AcceptOnlyFromAmong(AnswerFormat.All);
        lang.AcceptOnlyFromAmong("auto", "en", "zh", "pl");
        role.AcceptOnlyFromAmong("user", "root", "cluster-admin");
        color.AcceptOnlyFromAmong("auto", "always", "never");
        wording.AcceptOnlyFromAmong(ImprovedReplies.Auto, ImprovedReplies.Plain, ImprovedReplies.Model);
        foreach (var option in chat ? (Option[])[lang, role, color, wording, corpus, data] : [format, report, full, lang, role, output, color, wording, corpus, data])
            command.Options.Add(option);
    }

    /// <summary>What was told, or the defaults.</summary>
    public Told Of(ParseResult parsed, bool chat = false) => new(
        chat ? AnswerFormat.Text : FormatOf(parsed),
        parsed.GetValue(lang)!,
        parsed.GetValue(role)!,
        chat ? null : parsed.GetValue(output),
        parsed.GetValue(color)!,
        parsed.GetValue(corpus),
        parsed.GetValue(data),
        !chat && parsed.GetValue(full),
        parsed.GetValue(wording)!);

    private string FormatOf(ParseResult parsed) => (parsed.GetValue(format)!, parsed.GetValue(report)) switch
    {
        (AnswerFormat.Text or AnswerFormat.Markdown, true) => AnswerFormat.Report,
        var (told, _) => told,
    };

    /// <summary>The values.</summary>
    internal sealed record Told(string Format, string Lang, string Role, string? Output, string Color, string? Corpus, string? Data, bool Long, string Wording);
}
