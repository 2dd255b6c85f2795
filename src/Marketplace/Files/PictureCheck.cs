using Marketplace.Kernel;
using static Marketplace.Files.FileBytes;

namespace Marketplace.Files;

/// <summary>Walks the structure of a picture: whole, nothing hidden behind its end, and no more pixels than a viewer can hold.</summary>
internal static class PictureCheck
{
    private const int ChunkFrame = 12;
    private const uint Header = 0x49484452;
    private const uint End = 0x49454E44;

    /// <summary>Chunks or segments; a picture has some dozens, a hostile one could have millions of empty ones.</summary>
    private const int MostParts = 200_000;

    /// <summary>PNG, third edition, section 5: length, type, data, CRC; the header first, the end last.</summary>
    public static Refusal? Png(Stream file, long maxPixels)
    {
        var at = 8L;
        for (var parts = 0; parts < MostParts; parts++)
        {
            var chunk = At(file, at, 16);
            if (chunk.Length < ChunkFrame) break;
            var (length, type) = (BigEndian32(chunk, 0), BigEndian32(chunk, 4));
            if (parts == 0 && (type != Header || length != 13 || chunk.Length < 16)) break;
            if (parts == 0 && TooLarge(BigEndian32(chunk, 8), BigEndian32(chunk, 12), maxPixels) is { } refusal) return refusal;
            at += ChunkFrame + (long)length;
            if (type != End) continue;
            if (at > file.Length) break;
            return at == file.Length ? null : new("file.polyglot");
        }

        return new("file.damaged");
    }

    /// <summary>JPEG, ITU-T T.81 annex B: segments up to the scan, of which the frame header names the size.</summary>
    /// <remarks>Cameras append previews and films behind the end, so that bytes there are no sign of anything; an archive there is.</remarks>
    public static Refusal? Jpeg(Stream file, long maxPixels)
    {
        if (ZipDirectory.EndsAsArchive(file)) return new("file.polyglot");
        var at = 2L;
        var framed = false;
        for (var parts = 0; parts < MostParts; parts++)
        {
            var segment = At(file, at, 9);
            if (segment.Length < 4 || segment[0] != 0xFF) break;
            if (segment[1] is 0xFF)
            {
                at++;
                continue;
            }

            if (segment[1] is 0xDA) return framed ? null : new("file.damaged");
            if (IsFrame(segment[1]))
            {
                if (segment.Length < 9) break;
                if (TooLarge(BigEndian16(segment, 7), BigEndian16(segment, 5), maxPixels) is { } refusal) return refusal;
                framed = true;
            }

            at += 2 + BigEndian16(segment, 2);
        }

        return new("file.damaged");
    }

    /// <summary>SOF0 to SOF15 without the tables DHT, JPG and DAC that share their range.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static Refusal? TooLarge(uint width, uint height, long maxPixels) =>
        width == 0 || height == 0 ? new("file.damaged")
        : (ulong)width * height > (ulong)maxPixels ? new("file.picture_too_large", null, maxPixels)
        : null;
}
