using System.IO.Compression;
using System.Xml;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Looks into a zipped document before a library opens it: how much it unpacks to, and how deep its XML is nested. What a package says
/// of its own sizes is not believed.
/// </summary>
internal static class PackageGuard
{
    private const int MostEntries = 5000;
    private const long MostBytes = 128L * 1024 * 1024;
    private const int MostXmlBytes = 32 * 1024 * 1024;
    private const int LargestRatio = 200;

    /// <summary>A small part may well shrink to a two-hundredth.</summary>
    private const long SmallPart = 1024 * 1024;
    private const int DeepestXml = 200;

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostXmlBytes,
        IgnoreComments = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Why a package is not opened; null when it may be.</summary>
    public static string? Refusal(byte[] package)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(package, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
                return $"is a package of more than {MostEntries} parts";
            var buffer = new byte[64 * 1024];
            var total = 0L;
            foreach (var entry in zip.Entries)
            {
                if (Unpacked(entry, buffer, MostBytes - total) is not { } size)
                    return "unpacks to more than 128 MiB";
                total += size;
                if (size > SmallPart && size / Math.Max(1, entry.CompressedLength) > LargestRatio)
                    return $"has a part that unpacks to more than {LargestRatio} times its size";
                // What a part is, its content says and not its name.
                var isXml = LooksLikeXml(entry, buffer);
                if (isXml && size > MostXmlBytes)
                    return "has a part of more than 32 MiB of XML";
                if (isXml && IsTooDeep(entry))
                    return $"has XML that is nested more than {DeepestXml} elements deep";
            }

            return null;
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException)
        {
            return $"is damaged: {broken.Message}";
        }
    }

    private static long? Unpacked(ZipArchiveEntry entry, byte[] buffer, long most)
    {
        using var stream = entry.Open();
        var size = 0L;
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            size += read;
            if (size > most)
                return null;
        }

        return size;
    }

    private static bool LooksLikeXml(ZipArchiveEntry entry, byte[] buffer)
    {
        using var stream = entry.Open();
        return buffer.AsSpan(0, stream.ReadAtLeast(buffer.AsSpan(0, 64), 64, throwOnEndOfStream: false)).Contains((byte)'<');
    }

    private static bool IsTooDeep(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, Xml);
        try
        {
            while (reader.Read())
            {
                if (reader.Depth > DeepestXml)
                    return true;
            }
        }
        catch (XmlException) when (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            // A picture that has a '<' near its start: no reader of XML gets any further either.
        }

        return false;
    }
}
