namespace Marketplace.Matching;

/// <summary>
/// For each term the texts that contain it, in the order of their numbers, with the count of occurrences (at most 255) in the low byte.
/// Half of all terms occur in one text only: their posting stands in a flat array, without a list of its own.
/// One thread appends while others read: what is appended lies beyond the number of texts that those readers know of.
/// </summary>
internal sealed class Postings
{
    /// <summary>Texts are numbered in 24 bits.</summary>
    public const int MostTexts = 1 << 24;

    private uint[] _first = new uint[1024];
    private uint[]?[] _lists = new uint[]?[1024];

    public static uint Pack(int text, int count) => ((uint)text << 8) | (uint)Math.Min(count, byte.MaxValue);

    public void Append(int term, uint posting)
    {
        if (term >= _first.Length)
        {
            _first = Longer(_first);
            _lists = Longer(_lists);
        }

        if (_first[term] == 0) _first[term] = posting;
        else if (_lists[term] is not { } list) _lists[term] = [_first[term], posting];
        else AppendToList(term, list, posting);
    }

    /// <summary>The postings of a term among the first texts.</summary>
    public ReadOnlySpan<uint> Read(int term, int texts)
    {
        var first = Volatile.Read(ref _first);
        if (term >= first.Length) return [];
        var lists = Volatile.Read(ref _lists);
        var list = term < lists.Length ? Volatile.Read(ref lists[term]) : null;
        var span = list is null ? first.AsSpan(term, 1) : list.AsSpan();
        return span[..CountBelow(span, texts)];
    }

    private void AppendToList(int term, uint[] list, uint posting)
    {
        var count = CountBelow(list, MostTexts);
        if (count == list.Length)
        {
            Array.Resize(ref list, count < 8 ? count * 2 : count + count / 2);
            list[count] = posting;
            Volatile.Write(ref _lists[term], list);
            return;
        }

        list[count] = posting;
    }

    // The postings ascend and the unused rest of a list is zero.
    private static int CountBelow(ReadOnlySpan<uint> list, int texts)
    {
        var (low, high) = (0, list.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (list[middle] != 0 && list[middle] >> 8 < texts) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static T[] Longer<T>(T[] array)
    {
        var longer = new T[array.Length * 2];
        array.CopyTo(longer, 0);
        return longer;
    }
}
