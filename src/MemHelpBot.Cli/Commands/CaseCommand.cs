using System.CommandLine;
using MemHelpBot.Assistant.Reports;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp case draft CONVERSATION</c>: a solved conversation as a case file to review.</summary>
internal static class CaseCommand
{
    private const int ShortestDigest = 6;

    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var conversation = Mistyped.Refused(new Argument<string>("CONVERSATION") { Description = "Its id, as the API and feedback report name it." });
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var model = new Option<bool>("--model") { Description = "Let the configured language model word the prose; each sentence is checked against the conversation." };
        var corpus = PlaceOptions.Corpus();
        var kept = new KeptOptions();
        var draft = new Command("draft", "Write a masked draft of a case file; a person reviews it before it joins a corpus.") { conversation, output, model, corpus };
        kept.AddTo(draft);
        draft.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(conversation)!;
            var found = (await kept.ReadAsync(parsed, parts, surroundings, cancellation)).Where(r => IsNamed(r, name)).ToList();
            if (found.Count != 1)
                throw new WrongCallException(found.Count == 0 ? $"there is no conversation {name}; memhelp feedback report names some" : $"{name} names {found.Count} conversations; give the whole id");
            if (found[0].Turns.Count == 0)
                throw new WrongCallException($"conversation {name} has no answer yet");
            var opened = Opening.Open(parts, surroundings, parsed.GetValue(corpus), null, cancellation);
            if (parsed.GetValue(model) && opened.Writing is null)
                throw new WrongCallException("no language model is set, which --model asks for: set MEMHELP_Model__Endpoint and MEMHELP_Model__Name (see the README), or leave --model out");
            var text = await CaseDraft.OfAsync(opened.Assistant, found[0], parsed.GetValue(model) ? opened.Writing : null, cancellation)
                ?? throw new WrongCallException($"conversation {name} has no cause that is confirmed or likely: there is no case to write");
            using var target = new OutputTarget(surroundings, parsed.GetValue(output));
            target.Write(text);
            if (parsed.GetValue(output) is not null)
                await surroundings.Error.WriteLineAsync($"memhelp: a draft; name the file {CaseDraft.IdOf(found[0])}.md, put it in your own words, and run memhelp corpus lint");
            return ExitCode.Done;
        });
        return new Command("case", "Make cases of conversations.") { draft };
    }

    private static bool IsNamed(ConversationRecord record, string name) =>
        record.Key.Id == name || (name.Length >= ShortestDigest && record.Key.Digest.StartsWith(name, StringComparison.Ordinal));
}
