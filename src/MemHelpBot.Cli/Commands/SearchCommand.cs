using System.CommandLine;
using System.Globalization;
using System.Text;
using MemHelpBot.Cases;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp search QUERY [--explain]</c>: the documents that answers would be made of.</summary>
internal static class SearchCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var query = Mistyped.Refused(new Argument<string[]>("QUERY") { Description = "Words, in any language.", Arity = ArgumentArity.OneOrMore });
        var explain = new Option<bool>("--explain") { Description = "Say for each document why it stands where it stands." };
        var limit = new Option<int>("--limit") { Description = "How many documents at most, 1 to 100.", HelpName = "N", DefaultValueFactory = _ => 5 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var n) && n is < 1 or > 100)
                result.AddError("--limit takes a number from 1 to 100.");
        });
        var corpus = PlaceOptions.Corpus();
        var data = PlaceOptions.Data();
        var command = new Command("search", "Find documents of the corpus and ingested ones.") { query, explain, limit, corpus, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var opened = Opening.Open(parts, surroundings, parsed.GetValue(corpus), parsed.GetValue(data), cancellation);
            var hits = await opened.Store.FindAsync(new CaseQuery { Text = string.Join(' ', parsed.GetValue(query)!), Limit = parsed.GetValue(limit), Explain = parsed.GetValue(explain) }, cancellation);
            if (opened.Store.Trouble is { } trouble)
                await surroundings.Error.WriteLineAsync($"memhelp: {trouble}");
            surroundings.Output.Write(Printed(hits, parsed.GetValue(explain)));
            await surroundings.Output.FlushAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The hits as lines.</summary>
    internal static string Printed(IReadOnlyList<CaseHit> hits, bool explain)
    {
        if (hits.Count == 0)
            return "nothing found\n";
        var text = new StringBuilder();
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            text.Append(CultureInfo.InvariantCulture, $"{i + 1,3}. C:{hit.Document.Id}#{hit.Section.Id} ({hit.Document.Lang}, {hit.Document.Source.Trust}, {hit.Score:0.0000})\n     {TerminalText.Plain(hit.Document.Title)}\n");
            if (hit.Document.Source.Url is { } url)
                text.Append("     ").Append(TerminalText.Plain(url)).Append('\n');
            foreach (var why in explain ? hit.Why : [])
                text.Append("       - ").Append(TerminalText.Plain(why)).Append('\n');
        }

        return text.ToString();
    }
}
