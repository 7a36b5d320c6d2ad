namespace MemHelpBot.Parsing;

/// <summary>
/// The formats the reader knows, in the order they are asked. Adding one is: a small file beside its neighbours, a line in
/// the list of its folder, and its tests.
/// </summary>
internal static class Formats
{
    /// <summary>Formats that span lines; fresh instances for one paste. The kernel's reader is asked first: its lines are never another's.</summary>
    public static OpenReaders Artefacts() => new(Kernel.KernelFormats.Report(), [.. Kernel.KernelFormats.Beside()], () => [.. Tools.ToolFormats.Artefacts()]);

    /// <summary>Messages that stand on one line. Stateless between lines but for incidents, which live in the builder.</summary>
    public static List<IMessageReader> Messages() => [.. Parsing.Messages.MessageFormats.Messages()];
}
