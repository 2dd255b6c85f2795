namespace Marketplace.Kernel;

/// <summary>Chinese keyboards type Latin letters, digits and signs in a full-width form too (Unicode block FF00).</summary>
internal static class HalfWidth
{
    /// <summary>U+FF01 to U+FF5E are the full-width forms of ! to ~; the blank U+3000 and all else stay.</summary>
    public static char Of(char character) =>
        character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;
}
