namespace Marketplace.Matching;

/// <summary>Numbers the terms of an index from 0. One thread adds, any number look up at the same time without a lock.</summary>
internal sealed class TermTable
{
    private volatile Cells _cells = new(1024);

    public int Count { get; private set; }

    /// <summary>The number of a term, or -1.</summary>
    public int Find(ulong term) => _cells.Find(term);

    public int GetOrAdd(ulong term)
    {
        var number = _cells.Find(term);
        if (number >= 0) return number;
        if (Count >= _cells.Room) _cells = _cells.Doubled();
        _cells.Add(term, Count);
        return Count++;
    }

    // Open addressing with linear probing; terms are mixed hashes already. A term is written after its number, so that who sees it finds the number.
    private sealed class Cells(int size)
    {
        private readonly ulong[] _terms = new ulong[size];
        private readonly int[] _numbers = new int[size];

        public int Room => _terms.Length / 3 * 2;

        public int Find(ulong term)
        {
            for (var cell = CellOf(term); ; cell = Next(cell))
            {
                var found = Volatile.Read(ref _terms[cell]);
                if (found == term) return _numbers[cell];
                if (found == 0) return -1;
            }
        }

        public void Add(ulong term, int number)
        {
            var cell = CellOf(term);
            while (_terms[cell] != 0) cell = Next(cell);
            _numbers[cell] = number;
            Volatile.Write(ref _terms[cell], term);
        }

        public Cells Doubled()
        {
            var doubled = new Cells(_terms.Length * 2);
            for (var cell = 0; cell < _terms.Length; cell++)
            {
                if (_terms[cell] != 0) doubled.Add(_terms[cell], _numbers[cell]);
            }

            return doubled;
        }

        private int CellOf(ulong term) => (int)(term & (ulong)(_terms.Length - 1));

        private int Next(int cell) => (cell + 1) & (_terms.Length - 1);
    }
}
