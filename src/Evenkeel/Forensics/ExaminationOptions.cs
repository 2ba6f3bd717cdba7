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

    /// <summary>What suits a file of so many tensors: singular values of blocks of 512×512 cost some 20 ms each, of 384×384 some 9.</summary>
    /// <param name="tensors">How many tensors are examined, ≥ 1.</param>
    /// <param name="fullSpectra">Whether singular values are those of whole matrices.</param>
    /// <returns>Blocks of 384×384 from 33 tensors on.</returns>
    public static ExaminationOptions For(int tensors, bool fullSpectra = false) => new()
    {
        Tensors = tensors, FullSpectra = fullSpectra, SpectrumElements = tensors > 32 ? 384 * 384 : MatrixStatistics.BlockLimit * MatrixStatistics.BlockLimit,
    };
}
