using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What the person tried: a run that works once its stack is larger (<c>with ulimit -s unlimited it works</c>, <c>OMP_STACKSIZE=512M : passes</c>).
/// That is a test of the stack limit, told on one line and without a denial.
/// </summary>
internal sealed class StackRaised : IMessageReader
{
    private static readonly string[] Helped = ["works", "worked", "passes", "passed", "fixed", "fixes", "solved", "solves", "helped", "helps", "runs fine", "working now", "goes away", "went away", "no longer crash", "没问题", "解决", "działa", "pomogło", "pomaga"];

    private static readonly string[] Denied = [" not ", "n't", " no effect", "still", "without effect", "only", " if ", "should", "maybe", "may ", "might", "try ", "would", "could", "?", "没有", "不", "nie ", "nadal"];

    public IReadOnlyList<string> Triggers { get; } = ["ulimit -s ", "OMP_STACKSIZE", "KMP_STACKSIZE", "--stack-size", "STACKSIZE=", "stacksize to unlimited", "stack size to unlimited", "stacksize unlimited"];

    public bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.Length > 240 || SourceCode.Is(text) || !Any(text, Helped) || Any(text, Denied))
            return false;
        into.Sign("stack-raise-helped", line, null);
        into.Recognise("message", line.Span(into.Message));
        return true;
    }

    private static bool Any(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public void Finish(ReadingBuilder into)
    {
    }
}
