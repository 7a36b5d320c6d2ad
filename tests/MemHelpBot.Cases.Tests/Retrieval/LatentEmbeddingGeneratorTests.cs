using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Tests.Retrieval;

public sealed class LatentEmbeddingGeneratorTests
{
    private static readonly CaseDocument[] Documents =
    [
        Document("a", "the dentry slab grows and the inode cache grows"),
        Document("b", "inode cache and slab of the kernel"),
        Document("c", "dentry and inode objects fill the slab"),
        Document("d", "the java heap is full and the collector runs"),
        Document("e", "collector of the java machine, heap dump"),
        Document("f", "heap and metaspace of java"),
    ];

    [Fact]
    public async Task Words_that_keep_the_same_company_lie_near_each_other()
    {
        using var generator = Generator(Documents);
        var (dentry, inode, heap) = (await OfAsync(generator, "dentry"), await OfAsync(generator, "inode"), await OfAsync(generator, "metaspace"));

        Assert.True(Cosine(dentry, inode) > 0.5);
        Assert.True(Cosine(dentry, heap) < 0.3);
        Assert.Equal(1, Cosine(dentry, dentry), 1e-5);
    }

    [Fact]
    public async Task The_same_documents_give_the_same_bits_and_the_same_name()
    {
        using var one = Generator(Documents);
        using var other = Generator([.. Documents]);

        Assert.Equal(one.Model, other.Model);
        Assert.Equal(await OfAsync(one, "slab of java"), await OfAsync(other, "slab of java"));
        Assert.Equal(one.Model, ((EmbeddingGeneratorMetadata)one.GetService(typeof(EmbeddingGeneratorMetadata))!).DefaultModelId);
    }

    [Fact]
    public void Other_documents_are_another_model_and_its_basis_is_refused()
    {
        var index = Index([.. Documents.Skip(1)]);
        using var whole = Generator(Documents);
        using var part = new LatentEmbeddingGenerator(ConceptLexicon.Empty, index, Trained(index));

        Assert.NotEqual(whole.Model, part.Model);
        Assert.Throws<ArgumentException>(() => new LatentEmbeddingGenerator(ConceptLexicon.Empty, index, Trained(Index(Documents))));
    }

    [Fact]
    public void The_directions_are_orthonormal()
    {
        var basis = Trained(Index(Documents));
        var rows = basis.Values.Length / basis.Dimensions;
        for (var i = 0; i < basis.Dimensions; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var product = Enumerable.Range(0, rows).Sum(r => (double)basis.Values[(r * basis.Dimensions) + i] * basis.Values[(r * basis.Dimensions) + j]);
                // A direction that depends on the others is zero.
                Assert.True(Math.Abs(product - (i == j ? 1 : 0)) < 1e-4 || (i == j && product == 0), $"{i} {j} {product}");
            }
        }
    }

    [Fact]
    public async Task Nothing_known_gives_zeros_and_no_documents_give_a_model()
    {
        using var generator = Generator(Documents);
        using var empty = Generator([]);

        Assert.All(await OfAsync(generator, "！ 123456789"), v => Assert.Equal(0, v));
        Assert.All(await OfAsync(empty, "slab"), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_basis_is_kept_and_a_broken_one_is_refused()
    {
        var basis = Trained(Index(Documents));
        var pack = new PackWriter();
        basis.Write(pack);
        var read = LatentBasis.Read(new PackReader(pack.Written.ToArray()));

        Assert.Equal(basis.Values, read.Values);
        Assert.Equal((basis.Stamp, basis.Dimensions), (read.Stamp, read.Dimensions));
        var broken = new PackWriter();
        (basis with { Rows = [basis.Values.Length] }).Write(broken);
        Assert.Throws<InvalidDataException>(() => LatentBasis.Read(new PackReader(broken.Written.ToArray())));
    }

    private static LexicalIndex Index(CaseDocument[] documents) => LexicalIndexBuilder.Build(documents, ConceptLexicon.Empty, CancellationToken.None);

    private static LatentBasis Trained(LexicalIndex index) => LatentTraining.Of(index, TestContext.Current.CancellationToken);

    private static LatentEmbeddingGenerator Generator(CaseDocument[] documents)
    {
        var index = Index(documents);
        return new LatentEmbeddingGenerator(ConceptLexicon.Empty, index, Trained(index));
    }

    private static async Task<float[]> OfAsync(LatentEmbeddingGenerator generator, string text) =>
        (await generator.GenerateAsync([text], null, TestContext.Current.CancellationToken))[0].Vector.ToArray();

    private static double Cosine(float[] a, float[] b) => a.Zip(b).Sum(p => (double)p.First * p.Second);
}
