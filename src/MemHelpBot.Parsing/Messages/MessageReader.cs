using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>A message reader that shares the incidents of the paste with its neighbours.</summary>
internal abstract class MessageReader(Failures failures) : IMessageReader
{
    public abstract IReadOnlyList<string> Triggers { get; }

    /// <summary>The incidents of the paste.</summary>
    protected Failures Failures => failures;

    public abstract bool Read(in LogLine line, ReadingBuilder into);

    public virtual void Finish(ReadingBuilder into) => failures.Finish(into);
}
