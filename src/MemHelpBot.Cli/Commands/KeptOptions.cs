using System.CommandLine;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Cli.Commands;

/// <summary>The options that name where a host keeps its conversations.</summary>
internal sealed class KeptOptions
{
    private const string Variable = "State__ConnectionString";
    private readonly Option<string?> state = new("--state") { Description = "Directory of the conversations (State:Directory of the host; default: conversations under --data).", HelpName = "DIR" };
    private readonly Option<bool> postgres = new("--postgres") { Description = $"Read them from PostgreSQL; the connection string stands in the environment, in {Variable}." };
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
        string? connection = null;
        if (parsed.GetValue(postgres))
            connection = surroundings.Variable(Variable) is { Length: > 0 } told ? told : throw new WrongCallException($"--postgres needs the connection string in the environment variable {Variable}");
        var directory = parsed.GetValue(state) ?? Path.Combine(Places.Of(null, parsed.GetValue(data), surroundings.Variable).Data, "conversations");
        if (connection is null && !Directory.Exists(directory))
            throw new WrongCallException($"there are no conversations in {directory}: name the host's directory with --state DIR");
        try
        {
            return await parts.Conversations!(directory, connection, cancellationToken);
        }
        catch (StateUnavailableException e)
        {
            throw new WrongCallException(e.Message, e);
        }
    }
}
