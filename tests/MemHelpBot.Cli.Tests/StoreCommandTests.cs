using MemHelpBot.Cases.Tests;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class StoreCommandTests : IDisposable
{
    private readonly TestCorpus corpus = new();

    public void Dispose() => corpus.Dispose();

    [Fact]
    public async Task The_embedded_store_says_what_it_holds_and_needs_no_publication()
    {
        using var run = new Run { Parts = Composition.Shipped };
        Assert.Equal(0, await run.OfAsync("store", "status", "--corpus", corpus.Corpus, "--data", corpus.Data));
        Assert.StartsWith("embedded, in this process: 5 documents, generation ", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, await run.OfAsync("store", "publish", "--corpus", corpus.Corpus, "--data", corpus.Data));
        Assert.Contains("set Store:Kind to qdrant", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_comes_from_the_environment_before_the_file()
    {
        Directory.CreateDirectory(Path.Combine(corpus.Root, "memhelp"));
        File.WriteAllText(Path.Combine(corpus.Root, "memhelp", "settings.json"), """{ "store": { "Kind": "qdrant" }, /* ours */ "Qdrant": { "Url": "http://file:6333", "Exact": true, "Shards": 3, }, }""");
        var settings = Places.Of(null, null, name => name switch { "XDG_CONFIG_HOME" => corpus.Root, "MEMHELP_Qdrant__Url" => "http://environment:6333", _ => null }).Setting;

        Assert.Equal(["qdrant", "http://environment:6333", "True", "3", null], ((string[])["Store:Kind", "Qdrant:Url", "Qdrant:Exact", "Qdrant:Shards", "Qdrant:ApiKey"]).Select(settings));
    }

    [Fact]
    public void A_settings_file_that_cannot_be_read_is_named()
    {
        var broken = Path.Combine(corpus.Root, "settings.json");
        File.WriteAllText(broken, "{");
        var settings = Places.Of(null, null, name => name == "MEMHELP_SETTINGS" ? broken : null).Setting;

        Assert.Contains(broken, Assert.Throws<WrongCallException>(() => settings("Store:Kind")).Message, StringComparison.Ordinal);
    }
}
