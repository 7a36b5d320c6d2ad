namespace MemHelpBot.Cases.Model;

/// <summary>One command that a person may run, as a template whose parameters are typed.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">check, mitigate, fix, verify or undo.</param>
/// <param name="Risk">read-only, reversible or disruptive.</param>
/// <param name="RunAs">user, root or cluster-admin.</param>
/// <param name="Command">The template; <c>{name}</c> stands for a parameter, which is quoted when it is filled.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Text">Why one runs it, in one sentence, with its warning when it has one.</param>
/// <param name="Cite">Citations of the corpus that support it; at least one.</param>
/// <param name="When">Conditions on the environment, all of which must hold (see corpus/README.md); empty means always.</param>
public sealed record Remedy(
    string Id, string Kind, string Risk, string RunAs, string Command, IReadOnlyList<RemedyParameter> Parameters,
    LocalText Text, IReadOnlyList<string> Cite, IReadOnlyList<string> When)
{
    /// <summary>How long the effect stays: once (a single act, nothing of it is left to undo), process (with the shell, job or process), reboot (until the machine or the container starts again) or permanent; null for what changes nothing.</summary>
    public string? Lasts { get; init; }

    /// <summary>What can go wrong, for a command that can hurt; null for the others. Such a command is never the first one shown.</summary>
    public LocalText? Warning { get; init; }

    /// <summary>Where the command is documented: a manual page or the vendor's page by its name.</summary>
    public string? Source { get; init; }

    /// <summary>Ids of the remedies that show whether this change took effect.</summary>
    public IReadOnlyList<string> Verify { get; init; } = [];

    /// <summary>Ids of the remedies that take this change back; empty for what cannot be taken back.</summary>
    public IReadOnlyList<string> Undo { get; init; } = [];
}

/// <summary>A parameter of a command template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">one of <c>RemedyTypes</c> in the reader: pid, size-kb, unit, cgroup, path …</param>
/// <param name="Fact">Name of the fact that fills it (a catalogue name); null when only the person can. Of several, <c>a or b</c>, the larger counts.</param>
/// <param name="Rule">How a size is computed from the fact (<see cref="SizeRule"/>), e.g. <c>x1.25</c>; null to take it as it is.</param>
/// <param name="Placeholder">What stands there while nothing fills it, e.g. <c>UNIT</c>: visible, and never a value.</param>
public sealed record RemedyParameter(string Name, string Type, string? Fact, string? Rule, string Placeholder)
{
    /// <summary>The names in <see cref="Fact"/>.</summary>
    public IReadOnlyList<string> Facts => Fact?.Split(" or ") ?? [];
}

/// <summary>What a placeholder of the command templates stands for, and where a person finds the value.</summary>
/// <param name="Word">The placeholder as it stands in a command.</param>
/// <param name="Text">What it is and where it is found.</param>
public sealed record Placeholder(string Word, LocalText Text);
