using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>Whom a two-line kernel chose, or the constraint line names.</summary>
/// <param name="Line">Where.</param>
/// <param name="Pid">The pid.</param>
/// <param name="PidAt">Where in the line.</param>
/// <param name="PidLength">How long.</param>
/// <param name="Comm">The name.</param>
/// <param name="CommAt">Where in the line.</param>
/// <param name="Uid">The uid as a value; null when the line has none.</param>
/// <param name="UidAt">Where in the line.</param>
/// <param name="UidLength">How long.</param>
/// <param name="Certain">Whether this task itself is killed: a two-line kernel may kill a child of its choice.</param>
internal sealed record Choice(LogLine Line, long Pid, int PidAt, int PidLength, string Comm, int CommAt, long? Uid, int UidAt, int UidLength, bool Certain);
