namespace Evenkeel.Experiments;

/// <summary>The accuracy over the last thousand training samples seen, in whole batches.</summary>
internal sealed class TrailingAccuracy
{
    private const int Samples = 1000;

    private readonly Queue<(int Correct, int Rows)> batches = new();
    private readonly int needed;
    private int correct;
    private int rows;

    public TrailingAccuracy(int batch) => needed = Math.Max(1, (Samples + batch - 1) / batch);

    /// <summary>Adds a batch, and gives the share of right answers once there are enough; null before.</summary>
    public double? Add(int batchCorrect, int batchRows, int stepsPerEpoch)
    {
        batches.Enqueue((batchCorrect, batchRows));
        correct += batchCorrect;
        rows += batchRows;
        int kept = Math.Min(needed, stepsPerEpoch);
        while (batches.Count > kept)
        {
            (int oldCorrect, int oldRows) = batches.Dequeue();
            correct -= oldCorrect;
            rows -= oldRows;
        }

        return batches.Count == kept ? (double)correct / rows : null;
    }
}
