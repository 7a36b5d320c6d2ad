namespace MemHelpBot.Facts;

/// <summary>Processes of one name in a task table, added up.</summary>
/// <param name="Comm">The kernel's task name (at most 15 bytes).</param>
/// <param name="Pid">Pid of the largest of them.</param>
/// <param name="RssKb">Sum of their resident sets in KiB. Shared pages are counted in every process.</param>
/// <param name="Count">How many processes have that name.</param>
public sealed record TaskGroup(string Comm, long Pid, long RssKb, int Count);
