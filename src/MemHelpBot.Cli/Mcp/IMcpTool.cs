using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Mcp;

/// <summary>A tool that an agent may call.</summary>
internal interface IMcpTool
{
    /// <summary>Its name, what it is for, and the schema of its arguments and of its structured result.</summary>
    Tool Described { get; }

    /// <summary>Does what was asked for.</summary>
    /// <exception cref="WrongCallException">An argument is wrong: what, and how to mend it.</exception>
    ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken);
}
