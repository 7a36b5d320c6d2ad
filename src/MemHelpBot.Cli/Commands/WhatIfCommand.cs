using System.CommandLine;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;
using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp what-if [FILE] --limit 8GiB --heap 4g …</c>: the arithmetic of a change. Facts of the file fill what is not stated.</summary>
internal static class WhatIfCommand
{
    private static readonly string[] Formats = [AnswerFormat.Text, AnswerFormat.Json, AnswerFormat.Markdown];

    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var file = Mistyped.Refused(new Argument<string?>("FILE") { Description = "A log or files of the machine, whose numbers fill what you do not state; - is standard input.", Arity = ArgumentArity.ZeroOrOne });
        var format = new Option<string>("--format") { Description = "How the tables are written.", HelpName = string.Join('|', Formats), DefaultValueFactory = _ => AnswerFormat.Text };
        format.AcceptOnlyFromAmong(Formats);
        var lang = new Option<string>("--lang") { Description = "Language of the tables.", HelpName = "en|zh|pl", DefaultValueFactory = _ => "en" };
        lang.AcceptOnlyFromAmong("en", "zh", "pl");
        var corpus = PlaceOptions.Corpus();
        var command = new Command("what-if", "Compute whether a change would be enough: a limit, ranks, a JVM, the commit limit, min_free_kbytes.") { file };
        var stated = FitParameter.All.Select(p => (Parameter: p, Option: new Option<string?>("--" + p.Name) { Description = p.Meaning, HelpName = HelpName(p.Kind) })).ToList();
        foreach (var (_, option) in stated)
            command.Options.Add(option);
        command.Options.Add(format);
        command.Options.Add(lang);
        command.Options.Add(corpus);
        command.SetAction((parsed, cancellation) =>
        {
            var given = Given(stated.Select(s => (s.Parameter, parsed.GetValue(s.Option))));
            var named = parsed.GetValue(file);
            if (named is null && given.Values.Count == 0)
                throw new WrongCallException("nothing to compute: state numbers (memhelp what-if --limit 8GiB --heap 6g), name a FILE, or both; see memhelp what-if --help");
            var inputs = new InputFiles(surroundings, parts.Decode!);
            var text = named is null ? "" : inputs.Read(inputs.Names([named], "what-if")[0]).Text;
            var places = Opening.Existing(Places.Of(parsed.GetValue(corpus), null, surroundings.Variable));
            var tables = parts.WhatIf!(new Change(text, given, parsed.GetValue(lang)!, places), cancellation);
            if (tables.Tables.Count == 0)
                throw new WrongCallException("nothing to compute: the text holds no numbers for it, state some (memhelp what-if --limit 8GiB --peak 6GiB); see memhelp what-if --help");
            surroundings.Output.Write(FitTables.Of(tables.Tables, tables.Heads, parsed.GetValue(format)!, parsed.GetValue(lang)!));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static string HelpName(FitKind kind) => kind switch
    {
        FitKind.Count => "N",
        FitKind.Percent => "PERCENT",
        FitKind.SizeInKiB => "KB",
        _ => "SIZE",
    };

    /// <summary>The numbers stated; a wrong one is named as the person wrote it, with the dashes of an option or without.</summary>
    internal static FitGiven Given(IEnumerable<(FitParameter Parameter, string? Text)> stated, string dashes = "--")
    {
        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (parameter, text) in stated)
        {
            if (text is null)
                continue;
            values[parameter.Name] = SizeText.Read(text, parameter.Kind, out var problem) ?? throw new WrongCallException($"{dashes}{parameter.Name}: {problem}");
        }

        return new FitGiven(values);
    }
}
