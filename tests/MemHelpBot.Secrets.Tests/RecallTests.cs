using MemHelpBot.Secrets.Tests.Battery;

namespace MemHelpBot.Secrets.Tests;

/// <summary>Of secrets in the formats that are in use, at least 99 of 100 are masked whole.</summary>
public sealed class RecallTests
{
    /// <summary>So much of a secret left standing would still be of use to somebody.</summary>
    private const int Telling = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public void Secrets_as_people_paste_them_are_masked(int seed)
    {
        var d = new Draw(seed);
        List<(string Name, string Secret, string Text)> battery = [.. Keys.All(d).Concat(NamedSecrets.All(d)).Select(s => (s.Name, s.Secret, "before\n" + s.Context.Replace("{}", s.Secret, StringComparison.Ordinal) + "\nafter"))];
        Assert.True(battery.Count >= 300, $"{battery.Count}");
        Check(battery.Select(b => (b.Name, b.Text, Leaks(b.Secret, Egress.Mask(b.Text).Text))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Encoded_secrets_are_masked(int seed)
    {
        var d = new Draw(seed);
        var battery = new List<(string Name, string Text, bool Leaked)>();
        foreach (var (name, encode) in Encodings.All)
        {
            foreach (var (kind, secret, context) in Keys.All(d).Where((_, i) => i % 6 == 0).Concat(NamedSecrets.All(d).Where(n => n.Name.StartsWith("password: ", StringComparison.Ordinal) && n.Context.Contains('=', StringComparison.Ordinal) && !n.Context.Contains('\\', StringComparison.Ordinal)).Where((_, i) => i % 4 == 0)))
            {
                var disguised = encode(context.Replace("{}", secret, StringComparison.Ordinal));
                var masked = Egress.Mask(name.Contains("wrapped", StringComparison.Ordinal) ? "got:\n" + disguised + "\nfrom x" : "got: " + disguised + " from x").Text;
                // What remains must not lead back: neither the disguise nor a stretch of the secret.
                battery.Add((name + " " + kind, disguised, masked.Contains(disguised, StringComparison.Ordinal) || Leaks(secret, masked) || name.Contains("ase64", StringComparison.Ordinal) && Leaks(disguised, masked)));
            }
        }

        Assert.True(battery.Count >= 300, $"{battery.Count}");
        Check(battery);
    }

    [Theory]
    [InlineData(3)]
    public void Secrets_broken_over_lines_are_masked(int seed)
    {
        var d = new Draw(seed);
        var battery = new List<(string Name, string Text, bool Leaked)>();
        foreach (var (name, secret, _) in Keys.All(d).Where(k => k.Secret.Length >= 48))
        {
            foreach (var width in new[] { 32, 40, 64, 76 })
            {
                var text = "the token:\n" + Encodings.Wrapped(secret, width) + "\n\nthat is all";
                battery.Add(($"{name} at {width}", text, Leaks(secret.Replace("\n", "", StringComparison.Ordinal), Egress.Mask(text).Text)));
            }
        }

        Check(battery);
    }

    private static void Check(IEnumerable<(string Name, string Text, bool Leaked)> battery)
    {
        var all = battery.ToList();
        var leaked = all.Where(b => b.Leaked).ToList();
        TestContext.Current.SendDiagnosticMessage($"{all.Count - leaked.Count} of {all.Count} masked");
        Assert.True(leaked.Count <= all.Count / 100, $"{leaked.Count} of {all.Count} leaked:\n" + string.Join('\n', leaked.Take(40).Select(l => $"{l.Name}: {l.Text.ReplaceLineEndings("⏎")} → {Egress.Mask(l.Text).Text.ReplaceLineEndings("⏎")}")));
    }

    private static bool Leaks(string secret, string masked)
    {
        if (secret.StartsWith("-----", StringComparison.Ordinal))
            secret = secret[40..^40];
        if (secret.Length <= Telling)
            return masked.Contains(secret, StringComparison.Ordinal);
        for (var at = 0; at + Telling <= secret.Length; at++)
        {
            if (masked.Contains(secret.Substring(at, Telling), StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
