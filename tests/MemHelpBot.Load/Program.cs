using System.Diagnostics;
using System.Globalization;
using MemHelpBot.Load;

LoadOptions options;
try
{
    options = LoadOptions.Read(args);
}
catch (ArgumentException bad)
{
    await Console.Error.WriteLineAsync(bad.Message);
    return 2;
}

var scratch = Directory.CreateTempSubdirectory("memhelp-load-");
using var host = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MemHelpBot.dll"), "--urls", "http://127.0.0.1:0", $"--MemHelp:Data={scratch.FullName}"]) { RedirectStandardOutput = true })!;
try
{
    var line = await host.StandardOutput.ReadLineAsync() ?? "";
    Console.WriteLine(line);
    var address = new Uri(line.Split(' ', ',').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
    _ = host.StandardOutput.ReadToEndAsync();
    // Until the corpus is open requests wait; the first one pays for code that is compiled then.
    using (var first = new HttpClient { BaseAddress = address })
    using (var body = new StringContent(Paste.Draw(new Random(options.Seed)).Text))
        (await first.PostAsync(new Uri("/api/diagnose", UriKind.Relative), body)).EnsureSuccessStatusCode();
    var result = await LoadRun.RunAsync(address, Resident, options, CancellationToken.None);
    foreach (var row in result.Table(options))
        Console.WriteLine(row);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time of the host         {host.TotalProcessorTime.TotalSeconds / options.Time.TotalSeconds:0.00} of {Environment.ProcessorCount} processors"));
    return result.IsGood ? 0 : 1;
}
finally
{
    host.Kill();
    await host.WaitForExitAsync();
    scratch.Delete(true);
}

long Resident() => long.Parse(
    File.ReadLines($"/proc/{host.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
