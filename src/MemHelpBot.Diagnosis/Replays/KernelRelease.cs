using System.Globalization;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Whose back-ports a kernel carries, as far as the tables of this project differ by it.</summary>
public enum KernelVendor
{
    /// <summary>The number decides (kernel.org, Ubuntu, Debian, SUSE, Oracle UEK).</summary>
    ByNumber,

    /// <summary>RHEL 6 and its rebuilds (2.6.32 with back-ports).</summary>
    El6,

    /// <summary>RHEL 7 and its rebuilds (3.10 with back-ports).</summary>
    El7,

    /// <summary>RHEL 8 and its rebuilds (4.18 with back-ports).</summary>
    El8,

    /// <summary>RHEL 9 and later: close to the number, sources not read; nothing is contradicted on its ground.</summary>
    El9,
}

/// <summary>A kernel release string taken apart. The vendor suffix comes first: 3.10.0-1160.el7 is not a 3.10 kernel.</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Build">Number behind the first hyphen (1160 in 3.10.0-1160.2.2.el7), 0 when there is none.</param>
/// <param name="Vendor">Whose back-ports it carries.</param>
/// <param name="Candidate">A release candidate: fields may already be those of the next version or still those of the last.</param>
public readonly record struct KernelRelease(int Major, int Minor, int Build, KernelVendor Vendor, bool Candidate)
{
    /// <summary>Whether the number is at least the given one. Says nothing of back-ports: look at <see cref="Vendor"/> first.</summary>
    public bool AtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);

    /// <summary>Reads a release string; null when it does not begin with two numbers.</summary>
    public static KernelRelease? Read(string? release)
    {
        var rest = release.AsSpan().Trim();
        if (!Number(ref rest, out var major) || rest.IsEmpty || rest[0] != '.')
            return null;
        rest = rest[1..];
        if (!Number(ref rest, out var minor))
            return null;
        var build = 0;
        var hyphen = rest.IndexOf('-');
        if (hyphen >= 0)
        {
            var tail = rest[(hyphen + 1)..];
            Number(ref tail, out build);
        }

        return new KernelRelease(major, minor, build, VendorOf(rest), rest.Contains("-rc", StringComparison.Ordinal));
    }

    private static KernelVendor VendorOf(ReadOnlySpan<char> rest)
    {
        if (rest.Contains("uek", StringComparison.Ordinal))
            return KernelVendor.ByNumber;
        if (rest.Contains(".el6", StringComparison.Ordinal))
            return KernelVendor.El6;
        if (rest.Contains(".el7", StringComparison.Ordinal))
            return KernelVendor.El7;
        if (rest.Contains(".el8", StringComparison.Ordinal))
            return KernelVendor.El8;
        return rest.Contains(".el9", StringComparison.Ordinal) || rest.Contains(".el10", StringComparison.Ordinal)
            ? KernelVendor.El9
            : KernelVendor.ByNumber;
    }

    private static bool Number(ref ReadOnlySpan<char> text, out int value)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        var read = int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (read)
            text = text[digits..];
        return read;
    }
}
