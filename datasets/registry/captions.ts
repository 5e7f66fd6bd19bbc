import type { DataSet } from "./types.ts";

const COCO_FILES = [
  "coco2014_captions.h5",
  "coco2014_vocab.json",
  "train2014_vgg16_fc7_pca.h5",
  "val2014_vgg16_fc7_pca.h5",
  "train2014_urls.txt",
  "val2014_urls.txt",
];

export const COCO: DataSet = {
  name: "coco",
  title: "COCO 2014 captions with VGG-16 features (fc7, by PCA to 512): 123,287 images, 5 captions each",
  home: "https://cs231n.stanford.edu/",
  licence: "annotations CC BY 4.0 (COCO Consortium); the images belong to their Flickr authors",
  citation: "Lin et al., Microsoft COCO: Common Objects in Context, 2014",
  remote: [{ path: "coco_captioning.zip", url: "https://cs231n.stanford.edu/coco_captioning.zip", unpack: "zip" }],
  contents: COCO_FILES.map((name) => ({ path: `coco_captioning/${name}` })),
  note: "about 1 GB; no checksum is published, so `verify` checks that the files are there and readable",
};

export const FLICKR8K: DataSet = {
  name: "flickr8k",
  title: "Flickr8k captions (8,000 images, 5 each) and CLIP features of 2,428 of the images",
  home: "https://cs.stanford.edu/people/karpathy/deepimagesent/",
  licence: "non-commercial research and education only",
  citation: "Hodosh, Young, Hockenmaier, Framing Image Description as a Ranking Task, 2013",
  remote: [],
  contents: ["val_features.npy", "val_captions.jsonl", "test_features.npy", "test_captions.jsonl"].map((path) => ({
    path,
  })),
  note: "captions have a home, features of this form have none: put the four files there; features are float32 (N, D) as .npy, row i for line i of the .jsonl ({ image_id, captions })",
};
