namespace Evenkeel.Formats.Torch;

/// <summary>Counts what the pickles of one file make, so that a small file cannot fill the memory.</summary>
internal sealed class PickleBudget
{
    /// <summary>A container takes as much memory as this many small values.</summary>
    public const int Container = 4;

    /// <summary>More than fifty thousand tensors need; a worst case takes under 200 MB.</summary>
    private const int Most = 4_000_000;

    private int spent;

    public void Spend(int amount, PickleCursor cursor)
    {
        spent += amount;
        if (spent > Most)
        {
            throw cursor.Wrong(cursor.Position, "goes on after more values than are read; tensors alone need far fewer.");
        }
    }
}
