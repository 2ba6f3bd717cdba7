namespace Evenkeel.Formats;

/// <summary>New elements for a tensor of a file that is written anew.</summary>
/// <param name="Tensor">The tensor, as the file that is read says it.</param>
/// <param name="Fill">Makes all elements at once, row-major; each is rounded to nearest into the tensor's own type.</param>
public sealed record ChangedTensor(TensorInfo Tensor, Action<Span<float>> Fill);
