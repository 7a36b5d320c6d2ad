using System.Globalization;

namespace MemHelpBot.Channels.DirectLine.History;

/// <summary>
/// How far a client has read, opaque to it: a place in the kept conversation, which every replica knows, and one among the remarks that only this
/// process holds.
/// </summary>
/// <param name="Position">0 before the welcome; 1 + the events read after it.</param>
/// <param name="Remarks">Remarks read.</param>
/// <param name="Start">When the first of these events happened: in a conversation that was forgotten since, or began anew, the places are others.</param>
internal readonly record struct Watermark(int Position, int Remarks, DateTimeOffset Start)
{
    /// <summary>The watermark as text.</summary>
    /// <param name="process">Names the process whose remarks are counted.</param>
    public string Write(string process) => string.Create(CultureInfo.InvariantCulture, $"{Position}-{Remarks}-{process}-{Start.UtcTicks:x}");

    /// <summary>What a client sends back. Whatever cannot be read means the beginning: a client that sees something twice knows it by its id.</summary>
    public static Watermark Read(string? text, string process)
    {
        if (text?.Split('-') is not [var position, var remarks, var of, var start] || !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(start, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks) || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return default;
        var read = of == process && int.TryParse(remarks, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0;
        return new Watermark(at, read, new DateTimeOffset(ticks, TimeSpan.Zero));
    }
}
