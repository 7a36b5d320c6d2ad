using System.Diagnostics;
using System.Globalization;
using MemHelpBot.LogGenerator.Syslog;
using MemHelpBot.LogGenerator.Truth;

namespace MemHelpBot.LogGenerator;

/// <summary>Makes a log and the truth about it.</summary>
internal static class Program
{
    private const string Usage = "--size 1GiB --seed 1 --reports 600 --out big.log --truth truth.jsonl\n--check scan.jsonl --truth truth.jsonl";

    private static int Main(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length; i += 2)
            options[args[i]] = args[i + 1];
        if (options.TryGetValue("--check", out var scan) && options.TryGetValue("--truth", out var known))
            return ScanCheck.Run(scan, known, Console.Out) ? 0 : 1;
        if (args.Length % 2 != 0 || !options.TryGetValue("--out", out var log) || !options.TryGetValue("--truth", out var truth))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var watch = Stopwatch.StartNew();
        LogCommand.Run(new LogOptions(Size(options.GetValueOrDefault("--size", "1GiB")), Number("--seed", 1), Number("--reports", 600), log, truth));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(log).Length} bytes in {watch.Elapsed.TotalSeconds:0.0} s"));
        return 0;

        int Number(string name, int otherwise) => options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }

    private static long Size(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) * text[digits..] switch
        {
            "" or "B" => 1,
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            var unit => throw new FormatException($"Not a size: {unit}. Use B, KiB, MiB or GiB."),
        };
    }
}
