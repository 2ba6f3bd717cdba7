namespace Evenkeel.Forensics;

/// <summary>How strictly tensors are examined.</summary>
public sealed record ExaminationOptions
{
    /// <summary>What is looked at unless something else is asked for.</summary>
    public static ExaminationOptions Default { get; } = new();

    /// <summary>Whether singular values are those of the whole matrix, if the pass kept it; else of its first rows and columns, 512 of each at most.</summary>
    public bool FullSpectra { get; init; }

    /// <summary>How many tensors are examined, by which p-values are corrected; ≥ 1.</summary>
    public int Tensors { get; init; } = 1;

    /// <summary>How often, in a file of fresh draws, some test of some tensor may raise a doubt; in (0, 1).</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>How often, in a file of fresh draws, some tensor may be called trained; in (0, <see cref="Alpha"/>].</summary>
    public double TrainedAlpha { get; init; } = 1e-6;

    /// <summary>The most elements of a block whose singular values are computed; ≥ 256. A square of so many is taken from larger blocks.</summary>
    public int SpectrumElements { get; init; } = MatrixStatistics.BlockLimit * MatrixStatistics.BlockLimit;
}
