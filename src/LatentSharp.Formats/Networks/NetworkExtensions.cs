namespace LatentSharp;

/// <summary>
/// Saving and loading, where Keras users look for them: <c>model.Save("digits.latent")</c> and <c>Model.Load("digits.latent")</c>.
/// </summary>
public static class NetworkExtensions
{
    extension(Model model)
    {
        /// <inheritdoc cref="NetworkFile.Save"/>
        public void Save(string path, bool withTraining = true) => NetworkFile.Save(model, path, withTraining);

        /// <inheritdoc cref="NetworkFile.Load(string)"/>
        public static Model Load(string path) => NetworkFile.Load(path);

        /// <inheritdoc cref="NetworkFile.SaveWeights"/>
        public void SaveWeights(string path) => NetworkFile.SaveWeights(model, path);

        /// <inheritdoc cref="NetworkFile.LoadWeights"/>
        public IReadOnlyList<string> LoadWeights(string path, bool skipMismatch = false) =>
            NetworkFile.LoadWeights(model, path, skipMismatch);
    }
}
