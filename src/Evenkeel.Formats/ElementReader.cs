namespace Evenkeel.Formats;

/// <summary>Reads the elements of one tensor, one part after the other, row-major, in memory that does not grow with the tensor.</summary>
/// <remarks>Serves one thread at a time; several readers of one file may run side by side.</remarks>
public abstract class ElementReader : IDisposable
{
    /// <summary>Reads the next elements as float32, each rounded to nearest where float32 is narrower.</summary>
    /// <param name="values">Receives them.</param>
    /// <returns>How many came: fewer than asked for only at the end, where it is 0.</returns>
    /// <exception cref="TensorFileException">The file ends early.</exception>
    public abstract int Read(Span<float> values);

    /// <summary>Closes the reader; its file stays open.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the reader.</summary>
    /// <param name="disposing">Whether it is closed on purpose.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
