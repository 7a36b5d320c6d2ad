using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Cache;

/// <summary>A known bug in packed form.</summary>
internal static class KnownBugPack
{
    public static void Write(PackWriter to, KnownBug bug)
    {
        to.Text(bug.Id);
        to.List(bug.Pattern.Kernels, k =>
        {
            to.TextOrNull(k.From);
            to.TextOrNull(k.Before);
            to.TextOrNull(k.Flavour);
        });
        to.Texts(bug.Pattern.Causes);
        to.Texts(bug.Pattern.Signatures);
        to.List(bug.Pattern.Facts, f =>
        {
            to.Text(f.Name);
            to.Text(f.Operator);
            to.Text(f.Value);
        });
        to.Texts(bug.Pattern.Texts);
        to.Int(bug.Proved ? 1 : 0);
        to.Text(bug.Affected);
        to.TextOrNull(bug.Fixed);
        CorpusPack.Write(to, bug.Text);
        to.Texts(bug.Remedies);
    }

    public static KnownBug Read(PackReader from) => new(
        from.Text(),
        new BugPattern(
            from.List(() => new KernelRange(from.TextOrNull(), from.TextOrNull(), from.TextOrNull())), from.Texts(), from.Texts(),
            from.List(() => new FactCondition(from.Text(), from.Text(), from.Text())), from.Texts()),
        from.Int() == 1, from.Text(), from.TextOrNull(), CorpusPack.ReadLocal(from), from.Texts());
}
