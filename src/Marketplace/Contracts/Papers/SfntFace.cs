using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Contracts.Papers;

/// <summary>
/// One face of a font file with TrueType outlines, which alone are embedded in part (OpenType 1.9: font file, TTC header, cmap). Faces with outlines of
/// PostScript would go into every PDF whole, with 16 MB for a Chinese one, and are passed over.
/// </summary>
internal static class SfntFace
{
    private const uint Collection = 0x74746366, TrueType = 0x00010000;
    private const int Head = 12, Entry = 16;

    /// <summary>The first usable face as a file of its own; null where there is none.</summary>
    public static byte[]? First(byte[] file)
    {
        try
        {
            var faces = U32(file, 0) == Collection ? Enumerable.Range(0, (int)Math.Min(U32(file, 8), 64)).Select(i => (int)U32(file, Head + (4 * i))) : [0];
            foreach (var at in faces)
            {
                if (U32(file, at) == TrueType && Tables(file, at).ContainsKey("glyf") && Tables(file, at).ContainsKey("cmap")) return Alone(file, at);
            }

            return null;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether the face draws each of the characters.</summary>
    public static bool Covers(byte[] face, string characters)
    {
        try
        {
            var cmap = Tables(face, 0)["cmap"].At;
            var maps = Enumerable.Range(0, U16(face, cmap + 2)).Select(i => cmap + (int)U32(face, cmap + 4 + (8 * i) + 4)).ToList();
            return characters.EnumerateRunes().All(rune => maps.Exists(map => Maps(face, map, rune.Value)));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    private static Dictionary<string, (int At, int Length)> Tables(byte[] file, int face) =>
        Enumerable.Range(0, U16(file, face + 4)).Select(i => face + Head + (Entry * i))
            .ToDictionary(at => Encoding.ASCII.GetString(file, at, 4), at => ((int)U32(file, at + 8), (int)U32(file, at + 12)));

    // The same tables one behind the other, each at a multiple of four; only their places change.
    private static byte[] Alone(byte[] file, int face)
    {
        var count = U16(file, face + 4);
        var place = Head + (Entry * count);
        using var output = new MemoryStream();
        output.Write(file, face, place);
        for (var i = 0; i < count; i++)
        {
            var entry = Head + (Entry * i);
            var (at, length) = ((int)U32(file, face + entry + 8), (int)U32(file, face + entry + 12));
            var begins = (uint)output.Length;
            output.Position = output.Length;
            output.Write(file, at, length);
            output.Write(new byte[(4 - (length % 4)) % 4]);
            BinaryPrimitives.WriteUInt32BigEndian(output.GetBuffer().AsSpan(entry + 8), begins);
        }

        return output.ToArray();
    }

    private static bool Maps(byte[] face, int map, int character) => U16(face, map) switch
    {
        4 => character <= 0xFFFF && InSegments(face, map, character),
        12 => Enumerable.Range(0, (int)U32(face, map + 12)).Select(i => map + 16 + (12 * i)).Any(g => U32(face, g) <= character && character <= U32(face, g + 4)),
        _ => false,
    };

    private static bool InSegments(byte[] face, int map, int character)
    {
        var twice = U16(face, map + 6);
        for (var i = 0; i < twice; i += 2)
        {
            if (U16(face, map + 14 + i) < character) continue;
            var start = map + 16 + twice + i;
            if (U16(face, start) > character) return false;
            var offsetAt = start + (2 * twice);
            return U16(face, offsetAt) is var offset && (offset == 0 || U16(face, offsetAt + offset + (2 * (character - U16(face, start)))) != 0);
        }

        return false;
    }

    private static uint U32(byte[] file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));

    private static int U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
}
