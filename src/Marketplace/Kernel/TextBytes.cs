using System.Text;

namespace Marketplace.Kernel;

/// <summary>Bytes of a text file that comes from a spreadsheet or a bank: by its mark, as UTF-8, or as GB 18030.</summary>
public static class TextBytes
{
    /// <summary>GB 18030 holds GBK and GB 2312: spreadsheets on Chinese machines save CSV so.</summary>
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly Encoding[] ByMark =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Null where it is no text in any of them.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var encoding in ByMark)
        {
            if (bytes.StartsWith(encoding.Preamble)) return TryDecode(encoding, bytes[encoding.Preamble.Length..]);
        }

        return TryDecode(ByMark[0], bytes) ?? TryDecode(Gb18030, bytes);
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);

            // No text has a NUL: this is a picture or a workbook under a wrong name.
            return text.Contains('\0') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
