using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>One occurrence of a term in one of the parts of a text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Occurrence(int Part, TextSpan Span);

/// <summary>Where some of the terms of a text stand, and the readable stretches that they make up.</summary>
internal sealed class TextPlaces
{
    private readonly MatchPart[] _parts;
    private readonly Dictionary<ulong, List<Occurrence>> _occurrences = [];

    public TextPlaces(ReadOnlySpan<MatchPart> parts, HashSet<ulong> terms)
    {
        _parts = [.. parts];
        for (var part = 0; part < _parts.Length; part++)
        {
            foreach (var token in Tokenizer.Read(_parts[part].Text))
            {
                if (!terms.Contains(token.Term)) continue;
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_occurrences, token.Term, out _);
                (list ??= []).Add(new(part, token.Span));
            }
        }
    }

    public IEnumerable<ulong> Terms => _occurrences.Keys;

    public List<Occurrence> Of(ulong term) => _occurrences.GetValueOrDefault(term) ?? [];

    /// <summary>The stretches that terms cover together: what overlaps is joined, so that pairs of characters grow into words again.</summary>
    public List<Occurrence> Runs(IEnumerable<ulong> terms)
    {
        List<Occurrence> runs = [];
        foreach (var (part, span) in terms.SelectMany(Of).OrderBy(o => o.Part).ThenBy(o => o.Span.Start).ThenByDescending(o => o.Span.Length))
        {
            if (runs.Count > 0 && runs[^1] is var last && last.Part == part && span.Start < last.Span.End)
            {
                var end = Math.Max(last.Span.End, span.End);
                runs[^1] = new(part, new(last.Span.Start, end - last.Span.Start));
            }
            else
            {
                runs.Add(new(part, span));
            }
        }

        return runs;
    }

    public string TextOf(Occurrence occurrence) => _parts[occurrence.Part].Text.Substring(occurrence.Span.Start, occurrence.Span.Length);

    public Place PlaceOf(Occurrence occurrence) => new(_parts[occurrence.Part].Key, occurrence.Span);

    /// <summary>The run without Chinese particles at its ends, as long as two characters remain.</summary>
    public Occurrence Trimmed(Occurrence run)
    {
        var text = _parts[run.Part].Text;
        var (start, end) = (run.Span.Start, run.Span.End);
        while (end - start > 2 && Script.IsParticle(text[start])) start++;
        while (end - start > 2 && Script.IsParticle(text[end - 1])) end--;
        return new(run.Part, new(start, end - start));
    }

    /// <summary>False for a Chinese character that stands alone.</summary>
    public bool IsReadable(Occurrence run)
    {
        var text = _parts[run.Part].Text.AsSpan(run.Span.Start, run.Span.Length);
        var width = Script.CjkWidth(text, 0);
        return width == 0 || text.Length > width;
    }
}
