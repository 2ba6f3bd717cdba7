namespace Evenkeel.Networks;

/// <summary>The two ways to lay out a dense layer's weights: [out, in], as initializers and files have them, and [in, out], as products read them.</summary>
public static class DenseLayout
{
    /// <summary>Rearranges [out, in] to [in, out].</summary>
    /// <param name="outputMajor">Row-major [out, in].</param>
    /// <param name="inputMajor">Receives row-major [in, out], as many; other memory.</param>
    /// <param name="outputs">The first axis, ≥ 1.</param>
    /// <param name="inputs">The second axis, ≥ 1.</param>
    public static void ToInputMajor(ReadOnlySpan<float> outputMajor, Span<float> inputMajor, int outputs, int inputs) =>
        Transpose(outputMajor, inputMajor, outputs, inputs);

    /// <summary>Rearranges [in, out] to [out, in].</summary>
    /// <param name="inputMajor">Row-major [in, out].</param>
    /// <param name="outputMajor">Receives row-major [out, in], as many; other memory.</param>
    /// <param name="inputs">The first axis of the source, ≥ 1.</param>
    /// <param name="outputs">The second axis of the source, ≥ 1.</param>
    public static void ToOutputMajor(ReadOnlySpan<float> inputMajor, Span<float> outputMajor, int inputs, int outputs) =>
        Transpose(inputMajor, outputMajor, inputs, outputs);

    private static void Transpose(ReadOnlySpan<float> source, Span<float> destination, int rows, int columns)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                destination[j * rows + i] = source[i * columns + j];
            }
        }
    }
}
