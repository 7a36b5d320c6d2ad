namespace MemHelpBot.Cases.Reading;

/// <summary>Where each thing of the corpus stands, so that a check across files can name file and line.</summary>
internal sealed class CorpusPlaces
{
    private readonly Dictionary<(string Kind, string Id), (string File, int Line)> places = [];

    /// <summary>Notes where a thing stands.</summary>
    /// <returns>The earlier place when that id is taken; null when it is new.</returns>
    public (string File, int Line)? Add(string kind, string id, string file, int line)
    {
        if (places.TryGetValue((kind, id), out var earlier))
            return earlier;
        places[(kind, id)] = (file, line);
        return null;
    }

    /// <summary>The place of a thing; the corpus as a whole when it is not known.</summary>
    public (string File, int Line) Of(string kind, string id) =>
        places.TryGetValue((kind, id), out var place) ? place : (".", 1);
}
