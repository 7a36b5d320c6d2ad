using MemHelpBot.Cases.Cache;

namespace MemHelpBot.Cases.Text;

/// <summary>
/// Numbers texts in the order in which they come, looked up by span. Not generic on purpose: a framework dictionary over a value
/// type, or looked up by span, is compiled at every start of the program; this is compiled ahead.
/// </summary>
internal sealed class SpanTable
{
    private string[] keys = new string[4];
    private int[] slots = new int[8];

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a number.</summary>
    public string this[int number] => keys[number];

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        var slot = slots[SlotOf(text)];
        return slot - 1;
    }

    /// <summary>The number of a text, which is taken in when it is new.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        var slot = SlotOf(text);
        if (slots[slot] > 0)
            return slots[slot] - 1;
        if (Count == keys.Length)
        {
            Grow();
            slot = SlotOf(text);
        }

        keys[Count] = text.ToString();
        slots[slot] = ++Count;
        return Count - 1;
    }

    // Twice as many slots as keys, so that there is always a free one.
    private int SlotOf(ReadOnlySpan<char> text)
    {
        var mask = slots.Length - 1;
        var slot = (int)(Mixed(text) & (ulong)mask);
        while (slots[slot] > 0 && !text.SequenceEqual(keys[slots[slot] - 1]))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref keys, keys.Length * 2);
        slots = new int[keys.Length * 2];
        for (var i = 0; i < Count; i++)
            slots[SlotOf(keys[i])] = i + 1;
    }

    private static ulong Mixed(ReadOnlySpan<char> text)
    {
        var hash = Hash64.Of(text);
        return hash ^ (hash >> 32);
    }
}
