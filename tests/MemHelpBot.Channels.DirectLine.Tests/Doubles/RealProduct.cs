using System.Buffers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Channels.DirectLine.Tests.Doubles;

/// <summary>The real product over the real corpus, opened once for all tests.</summary>
internal sealed class RealProduct : IProduct
{
    private static readonly Composition Parts = new();

    private static readonly Lazy<IAssistant> Opened = new(() =>
    {
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, Path.Combine(AppContext.BaseDirectory, "scratch", "cache"), CancellationToken.None);
        return new MemHelpAssistant(open.Corpus, open.Store);
    });

    public static IAssistant Assistant => Opened.Value;

    /// <summary>What an answer waits for.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>What better words wait for.</summary>
    public Func<Task> BeforeBetter { get; set; } = () => Task.CompletedTask;

    /// <summary>What a model makes of a reply; null when there is none.</summary>
    public Func<Reply, Reply>? Better { get; set; }

    /// <summary>Turns that were answered.</summary>
    public int Turns => gated.Turns;

    public string PictureStyle => Parts.PictureStyle;

    private readonly Gated gated;

    public RealProduct() => gated = new Gated(this);

    public Task<OpenedProduct> OpenAsync(HostSettings settings, CancellationToken cancellationToken) => Task.FromResult(new OpenedProduct(gated, []));

    public DecodedText Decode(byte[] bytes) => Parts.Decode(bytes);

    public void WriteAnswer(IBufferWriter<byte> into, Answer answer) => Parts.WriteAnswer(into, answer);

    public IReadOnlyList<PagePicture> Pictures(Answer answer) => Parts.Pictures(answer);

    public string Report(Answer answer, IReadOnlyList<string> messages) => Parts.Report(answer, messages);

    private sealed class Gated(RealProduct product) : IAssistant
    {
        private int turns;

        public int Turns => turns;

        public async ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref turns);
            await product.Before().WaitAsync(cancellationToken);
            return await Assistant.ReplyAsync(conversation, turn, cancellationToken);
        }

        public bool CanImprove => product.Better is not null;

        public async ValueTask<Reply?> ImproveAsync(Reply reply, CancellationToken cancellationToken = default)
        {
            await product.BeforeBetter().WaitAsync(cancellationToken);
            return product.Better?.Invoke(reply);
        }
    }
}
