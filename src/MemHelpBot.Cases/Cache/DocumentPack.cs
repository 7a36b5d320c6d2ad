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
        to.List(document.Sections, section =>
        {
            to.Text(section.Id);
            to.Text(section.Title);
            to.Text(section.Text);
            to.TextOrNull(section.Lang);
        });
    }

    public static CaseDocument Read(PackReader from) => new(
        from.Text(), Kind(from.Int()), from.Text(), from.Text(), from.Texts(), from.Texts(), from.Texts(),
        new DocumentSource(from.Text(), from.TextOrNull(), from.TextOrNull(), from.Text()),
        from.List(() => new CaseSection(from.Text(), from.Text(), from.Text(), from.TextOrNull())));

    private static DocumentKind Kind(int value) =>
        value is >= (int)DocumentKind.Case and <= (int)DocumentKind.External ? (DocumentKind)value : throw new InvalidDataException("Unknown kind of document.");
}
