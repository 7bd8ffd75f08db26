using LatentSharp.Pictures;

// Writes the pictures of docs/architecture.md anew. The tests of the architecture hold the ones that are there against these.
var root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
foreach (var (name, picture) in Drawings.All(new Sources(root))) File.WriteAllText(Path.Combine(root, "docs", name), picture);
