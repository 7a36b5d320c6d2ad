namespace MemHelpBot.Cases.Text;

/// <summary>Phrases as sequences of stems of one language.</summary>
internal sealed class ConceptTrie
{
    /// <summary>The node before the first word.</summary>
    public Node Root { get; } = new();

    /// <summary>Adds a phrase; its words are what the analyzer would take for words.</summary>
    public void Add(string phrase, string lang, string term)
    {
        var node = Root;
        Span<char> folded = stackalloc char[WordStems.Longest];
        Span<char> buffer = stackalloc char[WordStems.Longest + 1];
        for (var i = 0; i < phrase.Length;)
        {
            if (!char.IsLetterOrDigit(phrase[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < phrase.Length && char.IsLetterOrDigit(phrase[i]) && i - start < WordStems.Longest)
                i++;
            var stem = WordStems.Stem(Folding.Fold(phrase.AsSpan(start..i), folded), lang, buffer);
            node = node.Child(stem);
        }

        if (node != Root && !node.Terms.Contains(term))
            node.Terms.Add(term);
    }

    /// <summary>One word of phrases.</summary>
    internal sealed class Node
    {
        private readonly SpanTable stems = new();
        private readonly List<Node> children = [];

        /// <summary>The concepts of the phrases that end here.</summary>
        public List<string> Terms { get; } = [];

        /// <summary>The node after a further word, or null.</summary>
        public Node? Next(ReadOnlySpan<char> stem) =>
            stems.Find(stem) is >= 0 and var number ? children[number] : null;

        /// <summary>The node after a further word, made when it is new.</summary>
        public Node Child(ReadOnlySpan<char> stem)
        {
            if (Next(stem) is { } child)
                return child;
            stems.Add(stem);
            children.Add(child = new Node());
            return child;
        }
    }
}
