using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Lab.Questions;

/// <summary>The mean of x² over an experiment's first batch, remembered for the experiments that were asked for last.</summary>
internal sealed class InputMoments
{
    private const int Most = 64;

    private readonly Dictionary<(DataSpec Data, int Batch, Shuffle Shuffle, long Seed), double> known = [];
    private readonly Lock gate = new();

    /// <summary>Gets it.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="data">Its data.</param>
    /// <returns>≥ 0.</returns>
    public double Of(ComparisonSpec spec, IDataSet data)
    {
        (DataSpec, int, Shuffle, long) key = (spec.Data, spec.Training.Batch, spec.Training.Shuffle, spec.Seed);
        lock (gate)
        {
            if (known.TryGetValue(key, out double moment))
            {
                return moment;
            }
        }

        int[] rows = Trainer.FirstBatchOf(data, spec.Training, ((Seed)spec.Seed).For("batches"));
        float[] inputs = new float[rows.Length * data.InputShape.Count];
        data.Read(rows, inputs, new float[rows.Length * data.TargetSize]);
        double found = Moments.Of(inputs).SecondMoment;
        lock (gate)
        {
            if (known.Count == Most)
            {
                known.Clear();
            }

            known[key] = found;
        }

        return found;
    }
}
