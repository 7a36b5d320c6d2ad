using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Cache;

/// <summary>Documents in packed form.</summary>
internal static class DocumentPack
{
    public static void Write(PackWriter to, CaseDocument document)
    {
        to.Text(document.Id);
        to.Int((int)document.Kind);
        to.Text(document.Title);
        to.Text(document.Lang);
        to.Texts(document.Causes);
        to.Texts(document.Signatures);
        to.Texts(document.Environment);
        to.Text(document.Source.Title);
        to.TextOrNull(document.Source.Url);
        to.TextOrNull(document.Source.Date);
        to.Text(document.Source.Trust);
        to.TextOrNull(document.Source.Lang);
        to.Texts(document.Titles is { } titles ? [titles.Zh, titles.Pl] : []);
        to.List(document.Sections, section =>
        {
            to.Text(section.Id);
            to.Text(section.Title);
            to.Text(section.Text);
            to.TextOrNull(section.Lang);
        });
    }

    public static CaseDocument Read(PackReader from)
    {
        var (id, kind, title, lang) = (from.Text(), Kind(from.Int()), from.Text(), from.Text());
        var (causes, signatures, environment) = (from.Texts(), from.Texts(), from.Texts());
        var source = new DocumentSource(from.Text(), from.TextOrNull(), from.TextOrNull(), from.Text()) { Lang = from.TextOrNull() };
        var titles = from.Texts();
        return new CaseDocument(
            id, kind, title, lang, causes, signatures, environment, source,
            from.List(() => new CaseSection(from.Text(), from.Text(), from.Text(), from.TextOrNull())))
        {
            Titles = titles is [var zh, var pl] ? new LocalText(title, zh, pl) : null,
        };
    }

    private static DocumentKind Kind(int value) =>
        value is >= (int)DocumentKind.Case and <= (int)DocumentKind.External ? (DocumentKind)value : throw new InvalidDataException("Unknown kind of document.");
}
