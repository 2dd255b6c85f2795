using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>Whether bytes are text in UTF-8 or GB18030, and no markup or program in disguise.</summary>
internal static class TextCheck
{
    /// <summary>Characters read before the kind of the text is told.</summary>
    private const int StartLength = 1_024;

    /// <summary>GB 18030 holds GBK and GB 2312, which older Chinese office programs write.</summary>
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The charset; refused as <c>file.type_not_allowed</c> with what it is instead.</summary>
    public static Result<string> Charset(Stream file)
    {
        foreach (var (encoding, charset) in new[] { (Utf8, "utf-8"), (Gb18030, "gb18030") })
        {
            if (Start(file, encoding) is not { } start) continue;
            return Disguise(start) is { } disguise ? new Refusal("file.type_not_allowed", null, disguise) : charset;
        }

        return new Refusal("file.type_not_allowed", null, UnwelcomeContent.Unknown);
    }

    /// <summary>Decodes the whole file and gives its beginning; null where it is not text in this encoding.</summary>
    private static string? Start(Stream file, Encoding encoding)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 65_536, leaveOpen: true);
        var buffer = new char[32_768];
        string? start = null;
        try
        {
            for (var read = reader.ReadBlock(buffer); read > 0; read = reader.ReadBlock(buffer))
            {
                if (buffer.AsSpan(0, read).ContainsAny(NotInText)) return null;
                start ??= new string(buffer, 0, Math.Min(read, StartLength));
            }
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        return start ?? "";
    }

    /// <summary>Tab, the line ends and the form feed are text; all other control characters are not.</summary>
    private static readonly System.Buffers.SearchValues<char> NotInText = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Except([9, 10, 12, 13]).Select(c => (char)c), '\u007F', '\uFFFE', '\uFFFF']);

    /// <summary>What a browser would take the text for if it were asked to guess (WHATWG MIME Sniffing, section 7.1).</summary>
    private static UnwelcomeContent? Disguise(string start)
    {
        var text = start.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        if (text.StartsWith("#!", StringComparison.Ordinal)) return UnwelcomeContent.Script;
        if (text.StartsWith("%PDF-", StringComparison.Ordinal)) return UnwelcomeContent.Unknown;
        if (text is not ['<', '!' or '?' or '/' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..]) return null;
        return text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? UnwelcomeContent.Svg
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? UnwelcomeContent.Xml
            : UnwelcomeContent.WebPage;
    }
}
