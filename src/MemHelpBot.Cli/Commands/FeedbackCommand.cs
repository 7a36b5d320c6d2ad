using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemHelpBot.Assistant.Reports;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp feedback report</c>: what people said of answers.</summary>
internal static class FeedbackCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var format = new Option<string>("--format") { Description = "How the report is written.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var kept = new KeptOptions();
        var report = new Command("report", "Count what helped and what did not, by cause, with the reasons given.") { format };
        kept.AddTo(report);
        report.SetAction(async (parsed, cancellation) =>
        {
            var feedback = FeedbackReport.Of(await kept.ReadAsync(parsed, parts, surroundings, cancellation));
            surroundings.Output.Write(parsed.GetValue(format) == "json" ? JsonSerializer.Serialize(feedback, FeedbackJson.Default.FeedbackReport) + "\n" : Text(feedback));
            await surroundings.Output.FlushAsync(cancellation);
            return ExitCode.Done;
        });
        return new Command("feedback", "What people said of answers.") { report };
    }

    private static string Text(FeedbackReport feedback)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{feedback.Answers} answers, {feedback.Helpful} helpful, {feedback.NotHelpful} not helpful\n");
        foreach (var cause in feedback.Causes)
            text.Append(CultureInfo.InvariantCulture, $"  {cause.Cause}: {cause.Helpful} helpful, {cause.NotHelpful} not\n");
        foreach (var entry in feedback.Entries.Where(e => e.Reason is not null || !e.Helpful))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.At:yyyy-MM-dd HH:mm} {(entry.Helpful ? "helpful" : "not helpful")}, conversation {entry.Conversation}\n");
            text.Append("  ").Append(TerminalText.Plain(entry.Evidence.Headline)).Append('\n');
            if (entry.Reason is { } reason)
                text.Append("  \"").Append(TerminalText.Plain(reason)).Append("\"\n");
        }

        return text.ToString();
    }
}

/// <summary>The report as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedbackReport))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
