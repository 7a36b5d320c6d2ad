namespace MemHelpBot.Cases.Text;

/// <summary>Follows all phrases of a trie at once while a text goes by word for word.</summary>
internal sealed class PhraseWalk
{
    private readonly List<ConceptTrie.Node> open = [];
    private ConceptTrie trie = new();

    /// <summary>Begins a text.</summary>
    public void Start(ConceptTrie with)
    {
        trie = with;
        open.Clear();
    }

    /// <summary>The next word; gives the concepts of the phrases that end with it.</summary>
    public void Step(ReadOnlySpan<char> stem, ITermSink sink)
    {
        var kept = 0;
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].Next(stem) is { } next)
            {
                Give(next, sink);
                open[kept++] = next;
            }
        }

        open.RemoveRange(kept, open.Count - kept);
        if (trie.Root.Next(stem) is { } first)
        {
            Give(first, sink);
            open.Add(first);
        }
    }

    /// <summary>A word that is also known in one piece (<c>commitlimit</c>), beside its parts.</summary>
    public void Single(ReadOnlySpan<char> word, ITermSink sink)
    {
        if (trie.Root.Next(word) is { } node)
            Give(node, sink);
    }

    private static void Give(ConceptTrie.Node node, ITermSink sink)
    {
        foreach (var term in node.Terms)
            sink.Add(term, 1);
    }
}
