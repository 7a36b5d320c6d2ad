using System.CommandLine;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Cli.Commands;

/// <summary>
/// The options that name where conversations are kept. Without them: where the settings say that the host keeps them, which are read as the host reads
/// them, and those of this person's terminal.
/// </summary>
internal sealed class KeptOptions
{
    private readonly Option<string?> state = new("--state") { Description = "Directory of the conversations (default: State:Directory of the settings, else conversations under --data; and those of memhelp chat --continue).", HelpName = "DIR" };
    private readonly Option<bool> postgres = new("--postgres") { Description = "Read them from PostgreSQL; the connection string is State:ConnectionString of the settings, in the environment State__ConnectionString." };
    private readonly Option<string?> data = PlaceOptions.Data();

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(state);
        command.Options.Add(postgres);
        command.Options.Add(data);
    }

    /// <summary>The conversations.</summary>
    /// <exception cref="WrongCallException">They cannot be had.</exception>
    public async Task<IReadOnlyList<ConversationRecord>> ReadAsync(ParseResult parsed, Parts parts, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (directories, connection) = Where(parsed, surroundings);
        var there = directories.Where(Directory.Exists).ToList();
        if (connection is null && there.Count == 0)
            throw new WrongCallException($"there are no conversations in {string.Join(" and ", directories)}: name the host's directory with --state DIR");
        try
        {
            var found = new List<ConversationRecord>();
            if (connection is not null)
                found.AddRange(await parts.Conversations!("", connection, cancellationToken));
            foreach (var directory in there)
                found.AddRange(await parts.Conversations!(directory, null, cancellationToken));
            return found;
        }
        catch (StateUnavailableException e)
        {
            throw new WrongCallException(e.Message, e);
        }
    }

    private (IReadOnlyList<string> Directories, string? Connection) Where(ParseResult parsed, Surroundings surroundings)
    {
        var places = Places.Of(null, parsed.GetValue(data), surroundings.Variable);
        // The host reads variables without our prefix too, and the settings file before them.
        string? Setting(string name) => places.Setting(name) ?? surroundings.Variable(name.Replace(":", "__", StringComparison.Ordinal));
        if (parsed.GetValue(state) is { } told)
            return ([told], null);
        var kind = parsed.GetValue(postgres) ? "postgres" : Setting("State:Kind") ?? "local";
        var own = parsed.GetValue(postgres) ? [] : (string[])[places.Chat];
        return kind switch
        {
            "local" => ([Setting("State:Directory") ?? Path.Combine(parsed.GetValue(data) ?? Setting("MemHelp:Data") ?? places.Data, "conversations"), .. own], null),
            "memory" => (own, null),
            "postgres" => (own, Setting("State:ConnectionString") is { Length: > 0 } connection ? connection
                : throw new WrongCallException("PostgreSQL needs its connection string: set State:ConnectionString (in the environment State__ConnectionString)")),
            _ => throw new WrongCallException($"setting State:Kind: \"{kind}\" is no kind of store; write local, postgres or memory"),
        };
    }
}
