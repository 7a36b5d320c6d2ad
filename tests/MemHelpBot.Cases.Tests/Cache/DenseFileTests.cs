using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Dense;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Tests.Dense;

namespace MemHelpBot.Cases.Tests.Cache;

public sealed class DenseFileTests : IDisposable
{
    private static readonly byte[] Key = [1, 2, 3];
    private readonly string folder = Directory.CreateTempSubdirectory("memhelp-dense-").FullName;

    private string File => System.IO.Path.Combine(folder, "a.vectors");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_written_is_mapped_as_it_was(bool quantised)
    {
        var written = Index(300, quantised);
        DenseFile.Replace(File, Key, written);

        var read = DenseFile.Open(File, Key)!;

        Assert.Equal((written.Model, written.Dimensions), (read.Model, read.Dimensions));
        Assert.Equal(written.Documents, read.Documents);
        Assert.Equal(written.Vectors.ToArray(), read.Vectors.ToArray());
        var query = SomeVectors.Of(1, 48, 9);
        Assert.Equal(written.Quantised?.Nearest(query, 5).Numbers, read.Quantised?.Nearest(query, 5).Numbers);
        Assert.Equal(quantised, read.Quantised is not null);
        Assert.Null(DenseFile.Open(File, [9]));
        Assert.Equal([File], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_file_that_is_not_whole_is_as_if_it_were_not_there()
    {
        DenseFile.Replace(File, Key, Index(40, quantised: true));
        var whole = System.IO.File.ReadAllBytes(File);
        for (var at = 0; at < whole.Length; at += 97)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            System.IO.File.WriteAllBytes(File, damaged);
            // Bytes 32 to 63 of the header mean nothing.
            if (at is < 32 or >= 64)
                Assert.Null(DenseFile.Open(File, Key));
            System.IO.File.WriteAllBytes(File, whole[..at]);
            Assert.Null(DenseFile.Open(File, Key));
        }

        Assert.Null(DenseFile.Open(System.IO.Path.Combine(folder, "nothing"), Key));
    }

    [Fact]
    public void Who_has_the_old_file_mapped_keeps_it_when_it_is_replaced()
    {
        var first = Index(50, quantised: false);
        DenseFile.Replace(File, Key, first);
        var mapped = DenseFile.Open(File, Key)!;

        DenseFile.Replace(File, Key, Index(20, quantised: false));

        Assert.Equal(first.Vectors.ToArray(), mapped.Vectors.ToArray());
        Assert.Equal(20, DenseFile.Open(File, Key)!.Documents.Length);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static DenseIndex Index(int count, bool quantised)
    {
        var vectors = SomeVectors.Of(count, 48, count);
        return new DenseIndex("model", 48, [.. Enumerable.Range(0, count)], new int[count], vectors, quantised ? QuantisedVectors.Of(vectors, 48) : null);
    }
}
